import type { Call, CallDetail, Calls, LiveCall, TranscriptLine, Waits, WaitSpread } from '../../src/protocol';
import { EXCHANGES, GREETING, NO_LATENCY } from './script';
import { babble, joined, silence, wav } from './sound';

export const COUNT = 120;
/** The recorded call; the others have no sound. */
export const RECORDED = 'call_0120';

const LINES: TranscriptLine[] = [
  line('assistant', GREETING, 400, 5200, 0),
  line('user', EXCHANGES[0]?.heard ?? '', 6400, 10_300, 1),
  line('assistant', 'That is very common with morphine, and it can be helped. A laxative is taken every day', 10_844, 15_900, 1, true),
  line('user', EXCHANGES[1]?.heard ?? '', 15_700, 18_200, 2),
  line('assistant', EXCHANGES[1]?.spoken ?? '', 19_162, 26_400, 2),
];

function line(role: 'user' | 'assistant', content: string, start_ms: number, end_ms: number, turn: number, interrupted = false): TranscriptLine {
  return { role, content, language: 'en-IN', start_ms, end_ms, interrupted, confidence: role === 'user' ? 0.74 : null, turn, timestamp: null };
}

/**
 * One page, newest first, as the server would give it.
 *
 * @param placed those that came after all others
 */
export function page(asked: URLSearchParams, placed: readonly Call[]): Calls {
  const limit = Number(asked.get('limit') ?? 50);
  const before = Number(asked.get('before') ?? Infinity);
  const fitting = [...placed, ...Array.from({ length: COUNT }, (_, i) => call(COUNT - i))].filter((one) => fits(one, asked));
  const older = fitting.filter((one) => number(one.id) < before);
  const calls = older.slice(0, limit).map((one) => found(one, asked.get('q')));
  return { calls, next: older.length > limit ? String(number(calls.at(-1)?.id ?? '')) : null };
}

const number = (id: string) => Number(/^call_(\d+)$/.exec(id)?.[1] ?? 0);

function fits(one: Call, asked: URLSearchParams): boolean {
  const same = (name: string, value: string) => (asked.get(name) ?? value) === value;
  const words = asked.get('q');
  const said = words === null || one.id === RECORDED ? LINES.some((line) => line.content.toLowerCase().includes((words ?? '').toLowerCase())) : false;
  return same('status', one.status) && same('agent', one.agent?.name ?? '') && same('direction', one.direction) && same('channel', one.channel) && (words === null || said);
}

function found(one: Call, words: string | null): Call {
  const line = words === null ? undefined : LINES.find(({ content }) => content.toLowerCase().includes(words.toLowerCase()));
  if (words === null || line === undefined) return one;
  const at = line.content.toLowerCase().indexOf(words.toLowerCase());
  return { ...one, hit: { role: line.role, start_ms: line.start_ms, text: line.content, marks: [[at, at + words.length]] } };
}

/** How long callers waited, as the server would sum it up. */
export function waits(): Waits {
  const agents = [call(1).agent, call(2).agent];
  const spread = (day: string | null, agent: Call['agent'], i: number): WaitSpread => ({ day, agent, calls: 9 + i, turns: 40 + i, p50: 560 + 17 * i, p95: 940 + 31 * i, p99: 1380 + 42 * (i % 5) });
  const day = (i: number) => new Date(Date.now() - (13 - i) * 86_400_000).toISOString().slice(0, 10);
  return {
    from: day(0),
    to: day(13),
    all: spread(null, null, 3),
    days: Array.from({ length: 14 }, (_, i) => spread(day(i), null, i)),
    agents: agents.map((agent, i) => spread(null, agent, i)),
    each: [],
  };
}

/** The call that goes on. */
export const LIVE = 'call_0119';

export function live(): { calls: LiveCall[] } {
  const { id, agent, channel, caller_number, started_at } = call(COUNT - 1);
  if (agent === null) throw new Error('the call that goes on has an agent');
  return { calls: [{ id, agent, channel, caller_number, started_at, seconds: 74, watchers: 1, last: null }] };
}

export function detail(id: string): CallDetail | null {
  const which = number(id);
  if (which < 1 || which > COUNT) return null;
  const recorded = id === RECORDED;
  return {
    ...call(which),
    transcript: recorded ? LINES : [],
    turns_detail: recorded
      ? [
          { number: 0, heard: '', spoken: GREETING, sources: [], confidence: null, mind: null, interrupted: false, latency: NO_LATENCY },
          ...EXCHANGES.map((exchange, i) => ({ number: i + 1, mind: 'passages', interrupted: i === 0, ...exchange })),
        ]
      : [],
    tools: recorded
      ? [
          { name: 'find_nurse', arguments: { district: 'Pune' }, result: { on_duty: 'Sister Mary', until: '20:00' }, status: 'completed', error_message: null, turn: 2, started_ms: 18_300, ms: 412 },
          { name: 'send_leaflet', arguments: { to: 'caller' }, result: null, status: 'failed', error_message: 'the tool failed (UNREACHABLE)', turn: 2, started_ms: 18_900, ms: 2010 },
        ]
      : [],
    variables: recorded ? { patient: 'Asha’s mother' } : {},
    notes: recorded ? [{ id: 'note_1', author: 'asha@example.org', content: 'Daughter calls for her mother. Wants the leaflet on paper.', created_at: new Date().toISOString() }] : [],
    recording: recorded ? { url: `/api/v1/calls/${id}/recording`, seconds: 27, partial: false } : null,
  };
}

function call(number: number): Call {
  const started = Date.now() - (COUNT - number) * 3_700_000 - 400_000;
  const failed = number % 11 === 3;
  const phone = number % 3 !== 0;
  const seconds = 27 + ((number * 37) % 210) * (number === COUNT ? 0 : 1);
  return {
    id: `call_${String(number).padStart(4, '0')}`,
    agent: number % 4 === 1 ? { id: 'agt_concierge', name: 'concierge', display_name: 'Table for two' } : { id: 'agt_helpline', name: 'helpline', display_name: 'Palli Sahayak' },
    direction: number % 4 === 1 ? 'outbound' : 'inbound',
    channel: phone && number !== COUNT ? 'twilio' : 'browser',
    caller_number: phone && number !== COUNT ? `+91 98••• ••${String(100 + ((number * 7) % 900))}` : null,
    status: failed ? 'failed' : number === COUNT - 1 ? 'in-progress' : 'completed',
    end_reason: failed ? 'line_lost' : number === COUNT - 1 ? null : number % 2 === 0 ? 'user_ended' : 'agent_ended',
    started_at: new Date(started).toISOString(),
    ended_at: number === COUNT - 1 ? null : new Date(started + seconds * 1000).toISOString(),
    duration_seconds: number === COUNT - 1 ? null : seconds,
    turns: failed ? 0 : 2 + (number % 7),
    voice_to_voice_ms: failed ? null : { p50: 520 + ((number * 13) % 240), p95: 900 + ((number * 29) % 500) },
    recording: number === COUNT,
  };
}

/** Caller left, agent right, sounding where the transcript says. */
export function recording(): Buffer {
  const channel = (role: 'user' | 'assistant', pitch: number) => {
    let sound = silence(0);
    for (const said of LINES.filter((one) => one.role === role)) {
      const now = (sound.length / 16_000) * 1000;
      sound = joined(sound, silence(said.start_ms - now), babble(said.end_ms - said.start_ms, pitch));
    }
    return joined(sound, silence(27_000 - (sound.length / 16_000) * 1000));
  };
  return wav(channel('user', 190), channel('assistant', 120));
}
