import type { Reservation, Reservations, ReservationStatus } from '../protocol';

export const RESERVATIONS = '/api/v1/reservations';

export const pathOf = (id: string): string => `${RESERVATIONS}/${encodeURIComponent(id)}`;

/** How a reservation stands, in a word and in a sentence. */
export const STATUSES: Record<ReservationStatus, { word: string; tells: string; tone: 'good' | 'new' | 'bad' | undefined }> = {
  requested: { word: 'Requested', tells: 'It is kept. Nobody has been called yet.', tone: 'new' },
  calling: { word: 'Calling', tells: 'The telephone rings, or the two talk.', tone: 'new' },
  confirmed: { word: 'Confirmed', tells: 'The restaurant keeps the table.', tone: 'good' },
  declined: { word: 'Declined', tells: 'The restaurant has no table that would do.', tone: 'bad' },
  unclear: { word: 'Unclear', tells: 'Somebody picked up, and nobody knows what came of it: read the call’s transcript, or call the restaurant.', tone: 'bad' },
  failed: { word: 'Failed', tells: 'Nobody was reached.', tone: 'bad' },
  cancelled: { word: 'Cancelled', tells: 'It was taken back before anybody picked up.', tone: undefined },
};

export const isUnderWay = ({ status }: Pick<Reservation, 'status'>): boolean => status === 'requested' || status === 'calling';

/** Whether a call has been answered, and still goes on. */
export const isTalking = ({ call }: Pick<Reservation, 'call'>): boolean => call?.status === 'in-progress';

/** Whether another call may try; the server also asks whether its time is past. */
export const mayRetry = ({ status, call }: Pick<Reservation, 'status' | 'call'>): boolean =>
  (status === 'declined' || status === 'unclear' || status === 'failed') && (call === null || call.status === 'completed' || call.status === 'failed');

const DAY = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const SHORT_DAY = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `2026-12-24` as people say it; it is a day of the restaurant's calendar, whatever the time is here. */
export const day = (date: string): string => DAY.format(new Date(`${date}T00:00:00Z`));

export const shortDay = (date: string): string => SHORT_DAY.format(new Date(`${date}T00:00:00Z`));

/** How much later than asked for a table is, in words; null where it is as asked for. */
export function difference({ date, time, confirmed_date, confirmed_time }: Reservation): string | null {
  if (confirmed_time === null) return null;
  const at = (day: string, hour: string) => Date.parse(`${day}T${hour}:00Z`);
  const minutes = (at(confirmed_date ?? date, confirmed_time) - at(date, time)) / 60_000;
  return minutes === 0 ? null : `${span(Math.abs(minutes))} ${minutes > 0 ? 'later' : 'earlier'} than asked for`;
}

/** `90` as `1 hour 30 minutes`. */
export function span(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const many = (n: number, of: string) => `${n} ${of}${n === 1 ? '' : 's'}`;
  return [...(hours > 0 ? [many(hours, 'hour')] : []), ...(rest > 0 || hours === 0 ? [many(rest, 'minute')] : [])].join(' ');
}

export const people = (size: number): string => (size === 1 ? '1 person' : `${size} people`);

/** What is known when its newest page has come: each once, as it stands last, newest first. */
export function withNewest(known: Reservations, fresh: Reservations): Reservations {
  const ids = new Set(fresh.reservations.map(({ id }) => id));
  const older = known.reservations.filter(({ id }) => !ids.has(id));
  // Where the two do not touch, there may be some between them.
  const touch = older.length < known.reservations.length;
  return touch ? { reservations: [...fresh.reservations, ...older], next: older.length === 0 ? fresh.next : known.next } : fresh;
}

/** The same when an older page has come. */
export function withOlder(known: Reservations, page: Reservations): Reservations {
  const ids = new Set(known.reservations.map(({ id }) => id));
  return { reservations: [...known.reservations, ...page.reservations.filter(({ id }) => !ids.has(id))], next: page.next };
}
