import type { Role } from './call';
import type { Latency, Turn } from './turn';

/** Rate of the sound on the socket in both directions: mono, 16-bit little endian. */
export const RATE = 16_000;
/** Length of a frame on the socket. */
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (RATE * FRAME_MS) / 1000;
export const FRAME_BYTES = FRAME_SAMPLES * 2;
/** The socket closes with this code when no agent has the id or name asked for. */
export const UNKNOWN_AGENT = 4404;

export type ServerMessage =
  | { type: 'session_started'; agent: string; call_id: string; rate: number; frame_ms: number }
  | { type: 'transcript'; role: Role; content: string; is_final: boolean; interrupted?: boolean }
  | { type: 'clear' }
  | { type: 'tool_call'; name: string; arguments: unknown; result: unknown }
  | ({ type: 'turn' } & Turn)
  | { type: 'session_ended'; reason: string; duration: number }
  | { type: 'error'; message: string };

/** Frames are numbered from 1 in the order they arrive, whether they are played or dropped. */
export type ClientMessage =
  | { type: 'end' }
  | { type: 'played'; frames: number }
  | { type: 'cleared'; frames: number };

const SERVER_MESSAGES: ReadonlySet<string> = new Set<ServerMessage['type']>([
  'session_started',
  'transcript',
  'clear',
  'tool_call',
  'turn',
  'session_ended',
  'error',
]);

/** Reads one text message of the socket; null for what this console does not know, so that a newer server may say more. */
export function readServerMessage(text: string): ServerMessage | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (typeof message.type !== 'string' || !SERVER_MESSAGES.has(message.type)) return null;
  const known = message as ServerMessage;
  return known.type === 'turn' ? { ...known, latency: happened(known.latency) } : known;
}

/** The socket writes -1 where the API writes null. */
function happened(latency: Latency): Latency {
  const part = (ms: number | null) => (ms === -1 ? null : ms);
  return {
    ear_ms: part(latency.ear_ms),
    knowledge_ms: part(latency.knowledge_ms),
    model_ms: part(latency.model_ms),
    voice_ms: part(latency.voice_ms),
    wire_ms: part(latency.wire_ms),
    voice_to_voice_ms: part(latency.voice_to_voice_ms),
    heard_ms: part(latency.heard_ms),
  };
}
