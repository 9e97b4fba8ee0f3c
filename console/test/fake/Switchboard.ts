import type { Call, CallDetail, LiveCall } from '../../src/protocol';
import { COUNT } from './calls';
import { LiveShow } from './LiveShow';
import type { Office, Reply } from './Office';

/** What the server answers where it places no call, or does not know. */
export const REFUSALS = {
  notConfigured: refusal(503, 'outbound_not_configured', 'this server is not set up to place calls', 'set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER and PUBLIC_BASE_URL, then start it again'),
  carrierFailed: refusal(502, 'carrier_failed', 'the carrier did not take the call', 'look into the carrier’s console'),
  tooMany: refusal(429, 'rate_limited', 'more than 60 calls a minute', 'try again after 7 s'),
};

/** Places calls as the server and its carrier would, and lets them come on when a test says so. */
export class Switchboard {
  /** The newest last. */
  readonly placed: CallDetail[] = [];
  /** What came with each request, the keys that it was known by. */
  readonly asked: { key: string | undefined; body: Record<string, unknown> }[] = [];
  /** What is answered in the place of a call. */
  refusal: Reply | null = null;
  /** Whether the next call is placed, but its answer lost on the way or never given by the carrier. */
  lost: 'answer' | 'carrier' | null = null;
  /** Whether those who want to watch find something. */
  streaming = true;
  /** Whether calls come on by themselves, for people who look at the pages. */
  byItself = false;
  readonly #office: Office;
  readonly #replies = new Map<string, Reply>();
  readonly #shows = new Map<string, LiveShow>();

  constructor(office: Office) {
    this.#office = office;
  }

  /** Null where the answer gets lost. */
  place(key: string | undefined, body: Record<string, unknown>): Reply | null {
    this.asked.push({ key, body });
    const before = this.#replies.get(key ?? '');
    if (before !== undefined) return before;
    const agent = this.#office.published(String(body['agent_id']));
    if (agent === null) return refusal(404, 'not_found', 'there is no agent of this id or name', null);
    if (!agent.is_active) return refusal(409, 'agent_inactive', 'this agent takes no calls', 'switch it on, or choose another one', 'agent_id');
    const number = String(body['to_number']);
    if (!/^\+[1-9]\d{6,14}$/.test(number)) return refusal(422, 'invalid_request', 'to_number must be a number such as +15551234567', null, 'to_number');
    const variables = (body['variables'] ?? {}) as Record<string, string>;
    const foreign = Object.keys(variables).find((name) => !(name in agent.variables));
    if (foreign !== undefined) return refusal(422, 'invalid_request', `the agent has no variable ${foreign}`, null, 'variables');
    if (this.refusal !== null) return this.refusal;
    const call = fresh(COUNT + this.placed.length + 1, agent, number, variables);
    this.placed.push(call);
    const reply = { status: 201, body: listed(call) };
    if (key !== undefined) this.#replies.set(key, reply);
    const lost = this.lost;
    this.lost = null;
    if (this.byItself) this.#comeOn(call.id);
    if (lost === 'carrier') return { status: 504, body: { error: { code: 'carrier_silent', message: 'the carrier gave no answer in time, and it is not known whether it placed the call', remedy: `see how call ${call.id} stands`, call_id: call.id } } };
    return lost === 'answer' ? null : reply;
  }

  find(id: string): CallDetail | null {
    return this.placed.find((call) => call.id === id) ?? null;
  }

  /** Newest first, as lists have them. */
  list(): Call[] {
    return this.placed.map(listed).toReversed();
  }

  live(): LiveCall[] {
    return this.placed.flatMap(({ id, status, agent, channel, caller_number, started_at }) =>
      status !== 'in-progress' || agent === null ? [] : [{ id, agent, channel, caller_number, started_at, seconds: 3, watchers: 0, last: null }],
    );
  }

  /** Of a call that somebody has answered; null for another. */
  show(id: string): LiveShow | null {
    return this.streaming ? (this.#shows.get(id) ?? null) : null;
  }

  ring(id = this.#last): void {
    this.#stands(id, { status: 'ringing' });
  }

  answer(id = this.#last): void {
    this.#shows.set(id, new LiveShow());
    this.#stands(id, { status: 'in-progress' });
  }

  /** Nobody is reached. */
  fail(reason: string, id = this.#last): void {
    this.#stands(id, { status: 'failed', end_reason: reason, ended_at: new Date().toISOString(), duration_seconds: 0 });
  }

  /** Hangs up, as the server does when an operator asks it to. */
  end(id: string): void {
    const show = this.#shows.get(id);
    if (show === undefined) {
      this.fail('dial_canceled', id);
      return;
    }
    this.#stands(id, { status: 'completed', end_reason: 'operator_ended', ended_at: new Date().toISOString(), duration_seconds: 81 });
    show.end();
  }

  get #last(): string {
    return this.placed.at(-1)?.id ?? '';
  }

  #stands(id: string, change: Partial<CallDetail>): void {
    const call = this.find(id);
    if (call !== null) Object.assign(call, change);
  }

  /** The last digit says what becomes of it: 1 is busy, 2 does not answer, everybody else does. */
  #comeOn(id: string): void {
    const still = (then: () => void) => () => {
      if (this.find(id)?.ended_at === null) then();
    };
    const last = this.find(id)?.caller_number?.at(-1);
    setTimeout(still(() => (last === '1' ? this.fail('dial_busy', id) : this.ring(id))), 2500);
    if (last !== '1') setTimeout(still(() => (last === '2' ? this.fail('dial_no_answer', id) : this.answer(id))), 7000);
  }
}

function fresh(number: number, agent: { id: string; name: string; display_name: string }, to: string, variables: Record<string, string>): CallDetail {
  return {
    id: `call_${String(number).padStart(4, '0')}`,
    agent: { id: agent.id, name: agent.name, display_name: agent.display_name },
    direction: 'outbound',
    channel: 'twilio',
    caller_number: to,
    status: 'queued',
    end_reason: null,
    started_at: new Date().toISOString(),
    ended_at: null,
    duration_seconds: null,
    turns: 0,
    voice_to_voice_ms: null,
    recording: null,
    transcript: [],
    turns_detail: [],
    variables,
    tools: [],
    notes: [],
  };
}

/** As lists show it. */
function listed({ id, agent, direction, channel, caller_number, status, end_reason, started_at, ended_at, duration_seconds, turns, voice_to_voice_ms }: CallDetail): Call {
  return { id, agent, direction, channel, caller_number, status, end_reason, started_at, ended_at, duration_seconds, turns, voice_to_voice_ms, interrupted: null, error: null, recording: false };
}

export function refusal(status: number, code: string, message: string, remedy: string | null, field: string | null = null): Reply {
  return { status, body: { error: { code, message, ...(remedy === null ? {} : { remedy }), ...(field === null ? {} : { field }), request_id: 'req_of_the_fake' } } };
}
