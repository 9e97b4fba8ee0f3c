import type { Call, CallDetail, Calls, TranscriptLine } from '../../src/protocol';
import { EXCHANGES, GREETING, NO_LATENCY } from './script';
import { babble, joined, silence, wav } from './sound';

const COUNT = 120;
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

/** One page, newest first, as the server would give it. */
export function page(limit: number, before: string | null): Calls {
  const newest = before === null ? COUNT : Number(before);
  const calls = Array.from({ length: Math.min(limit, newest) }, (_, i) => call(newest - i));
  const last = newest - calls.length;
  return { calls, next: last > 0 ? String(last) : null };
}

export function detail(id: string): CallDetail | null {
  const number = Number(/^call_(\d+)$/.exec(id)?.[1] ?? 0);
  if (number < 1 || number > COUNT) return null;
  const recorded = id === RECORDED;
  return {
    ...call(number),
    transcript: recorded ? LINES : [],
    turns_detail: recorded
      ? [
          { number: 0, heard: '', spoken: GREETING, sources: [], confidence: null, mind: null, interrupted: false, latency: NO_LATENCY },
          ...EXCHANGES.map((exchange, i) => ({ number: i + 1, mind: 'passages', interrupted: i === 0, ...exchange })),
        ]
      : [],
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
