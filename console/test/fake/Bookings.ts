import type { Reservation, ReservationStatus } from '../../src/protocol';
import { RECORDED } from './calls';
import type { Reply } from './Office';

const HOUR = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const dayAfter = (days: number) => new Date(Date.now() + days * 24 * HOUR).toISOString().slice(0, 10);
/** How many there are at first. */
export const BOOKED = 54;

/** What the server says where it has no carrier. */
export const NO_CARRIER: Reply = {
  status: 503,
  body: { error: { code: 'outbound_not_configured', message: 'this server has no line that places calls', remedy: 'set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_PHONE_NUMBER' } },
};

/** Tables that agents book, as the server would keep them. A call comes to something when a test says so. */
export class Bookings {
  /** Newest first. */
  reservations: Reservation[] = Array.from({ length: BOOKED }, (_, i) => past(i));
  /** What the next wish is refused with; null for nothing. */
  refusal: Reply | null = null;
  /** Whether calls come to something by themselves, for people who look at the pages. */
  byItself = false;
  /** What was asked for, as path and body. */
  readonly asked: { path: string; body: Record<string, unknown> }[] = [];
  #count = 0;

  /** Lets the call that was placed last go on, or come to something. */
  settle(now: Partial<Reservation>, call: Partial<NonNullable<Reservation['call']>> = {}): void {
    const newest = this.reservations.find(({ status }) => status === 'calling');
    if (newest?.call == null) throw new Error('nobody is being called');
    const over = now.status === undefined ? {} : { status: 'completed', ended_at: ago(0), end_reason: 'agent_ended' };
    this.#put({ ...newest, ...now, call: { ...newest.call, ...over, ...call }, updated_at: ago(0) });
  }

  /** Null where it has nothing to do with it. */
  answer(method: string, path: string, query: URLSearchParams, body: Record<string, unknown>): Reply | null {
    const [found, id, part] = /^\/api\/v1\/reservations(?:\/([^/]+))?(?:\/(cancel|retry))?$/.exec(path) ?? [];
    if (found === undefined) return null;
    if (method === 'POST') this.asked.push({ path, body });
    if (id === undefined) return method === 'GET' ? this.#page(query) : this.#book(body);
    const one = this.reservations.find((other) => other.id === id);
    if (one === undefined) return refusal(404, 'not_found', 'there is no reservation of this id');
    if (part === 'cancel') return this.#cancel(one);
    if (part === 'retry') return this.#retry(one);
    return { status: 200, body: one };
  }

  #page(query: URLSearchParams): Reply {
    const from = query.get('before') === null ? 0 : this.reservations.findIndex((one) => one.id === query.get('before')) + 1;
    const reservations = this.reservations.slice(from, from + Number(query.get('limit') ?? 50));
    return { status: 200, body: { reservations, next: from + reservations.length < this.reservations.length ? reservations.at(-1)?.id : null } };
  }

  #book(body: Record<string, unknown>): Reply {
    if (this.refusal !== null) return this.refusal;
    if (this.reservations.some((one) => ['restaurant', 'name', 'date', 'time'].every((field) => one[field as 'name'] === body[field]) && ['calling', 'confirmed'].includes(one.status))) {
      return refusal(409, 'conflict', 'this table is asked for already, or is had: the same restaurant, day, time and name', null, 'look at GET /api/v1/reservations, or ask for another one');
    }
    if (body['time_zone'] === 'Europe/Atlantis') return refusal(422, 'unprocessable', 'time_zone must be the restaurant’s, such as Europe/Berlin', 'time_zone');
    const one = this.#called({ ...empty(`res_new_${++this.#count}`), ...body });
    this.reservations = [one, ...this.reservations];
    return { status: 201, body: one };
  }

  #retry(one: Reservation): Reply {
    if (this.refusal !== null) return this.refusal;
    const again = this.#called({ ...one, error: null, error_message: null });
    this.#put(again);
    return { status: 201, body: again };
  }

  #cancel(one: Reservation): Reply {
    if (one.call?.status === 'in-progress') return refusal(409, 'conflict', 'the restaurant is on the line', null, 'end the call, and look what has come of it');
    const now: Reservation = { ...one, status: 'cancelled', error: 'dial_canceled', error_message: 'the call was hung up before anybody picked up', call: one.call === null ? null : { ...one.call, status: 'failed', end_reason: 'dial_canceled' } };
    this.#put(now);
    return { status: 200, body: now };
  }

  #called(one: Reservation): Reservation {
    if (this.byItself) {
      setTimeout(() => this.settle({}, { status: 'in-progress' }), 4000);
      setTimeout(() => this.settle({ status: 'confirmed', confirmed_date: one.date, confirmed_time: one.time, confirmation_number: 'TBL4729', confirmation_heard: true }), 12_000);
    }
    return { ...one, status: 'calling', attempts: one.attempts + 1, call: { id: RECORDED, status: 'ringing', started_at: ago(0), ended_at: null, end_reason: null } };
  }

  #put(one: Reservation): void {
    this.reservations = this.reservations.map((other) => (other.id === one.id ? one : other));
  }
}

function empty(id: string): Reservation {
  return {
    id,
    status: 'requested',
    agent_id: 'agt_concierge',
    restaurant: 'Trattoria Rosa',
    phone: '+15551234567',
    callback_number: null,
    date: dayAfter(20),
    time: '19:30',
    time_zone: 'America/New_York',
    party_size: 4,
    name: 'Anna Schmidt',
    special_requests: '',
    flexible_minutes: 0,
    confirmation_number: null,
    confirmation_heard: null,
    confirmed_date: null,
    confirmed_time: null,
    note: null,
    error: null,
    error_message: null,
    attempts: 0,
    call: null,
    created_at: ago(0),
    updated_at: ago(0),
    ended_at: null,
  };
}

const PLACES = ['Trattoria Rosa', 'Chez Amélie', 'The Salt House', 'Sakura', 'Gasthaus zur Linde', 'Mirch Masala'];
const GUESTS = ['Anna Schmidt', 'Asha Rao', 'Ben Carter', 'Lucía Ortega'];

/** What was asked for before; the higher the number, the longer ago. */
function past(number: number): Reservation {
  const status = (['confirmed', 'confirmed', 'declined', 'unclear', 'failed', 'confirmed', 'cancelled'] as const)[number % 7] ?? 'confirmed';
  const usual: Reservation = {
    ...empty(`res_${number}`),
    status,
    restaurant: PLACES[number % PLACES.length] ?? '',
    name: GUESTS[number % GUESTS.length] ?? '',
    date: dayAfter(24 - number),
    time: `${18 + (number % 3)}:30`,
    party_size: 2 + (number % 5),
    flexible_minutes: 30,
    special_requests: number % 2 === 0 ? 'A table by the window.' : '',
    callback_number: '+15557654321',
    attempts: 1,
    call: { id: RECORDED, status: 'completed', started_at: ago((2 + number * 9) * HOUR), ended_at: ago((2 + number * 9) * HOUR - 120_000), end_reason: 'agent_ended' },
    created_at: ago((2 + number * 9) * HOUR),
  };
  return { ...usual, ...outcome(status, number, usual) };
}

function outcome(status: ReservationStatus, number: number, one: Reservation): Partial<Reservation> {
  switch (status) {
    case 'confirmed':
      return {
        confirmed_date: one.date,
        confirmed_time: number === 0 ? '18:45' : one.time,
        confirmation_number: number % 5 === 0 ? `TBL${4729 + number}` : number === 1 ? '47' : null,
        confirmation_heard: number % 5 === 0 ? true : number === 1 ? false : null,
        note: number === 0 ? 'Ring at the side door.' : null,
      };
    case 'failed':
      return { error: 'dial_busy', error_message: 'the line was busy', call: one.call && { ...one.call, status: 'failed', end_reason: 'dial_busy' } };
    case 'unclear':
      return { error: 'line_lost', error_message: 'the line was lost before an outcome was recorded' };
    case 'declined':
      return { note: 'They are full that night.' };
    case 'cancelled':
      return { error: 'dial_canceled', error_message: 'the call was hung up before anybody picked up', call: one.call && { ...one.call, status: 'failed', end_reason: 'dial_canceled' } };
    case 'requested':
    case 'calling':
      return {};
  }
}

function refusal(status: number, code: string, message: string, field: string | null = null, remedy: string | null = null): Reply {
  return { status, body: { error: { code, message, ...(field === null ? {} : { field }), ...(remedy === null ? {} : { remedy }) } } };
}
