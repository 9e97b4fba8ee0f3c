/**
 * What the console and the server say to each other: the REST answers under `/api/v1` and the messages of
 * `/ws/voice-browser`. Times are milliseconds unless a name says otherwise.
 */

/** Rate of the sound on the socket in both directions: mono, 16-bit little endian. */
export const RATE = 16_000;
/** Length of a frame on the socket. */
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (RATE * FRAME_MS) / 1000;
export const FRAME_BYTES = FRAME_SAMPLES * 2;
/** The socket closes with this code when no agent has the id or name asked for. */
export const UNKNOWN_AGENT = 4404;

export interface Agent {
  id: string;
  name: string;
  display_name?: string | null;
  description?: string | null;
  language?: string | null;
  greeting?: string | null;
  /** What stands for each {{name}} where a call does not bring its own. */
  variables?: Record<string, string>;
}

export interface Agents {
  agents: Agent[];
}

/** Something an agent can do by asking an address. */
export interface AgentTool {
  name: string;
  description: string;
  /** JSON Schema of type object. */
  parameters: Record<string, unknown>;
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Values come hidden; sent back so, they stay as they are. */
  headers: Record<string, string>;
  timeout_ms: number;
}

/** All that an operator decides about an agent. */
export interface AgentSettings {
  /** Unique; stands in addresses. */
  name: string;
  display_name: string;
  description: string;
  /** BCP 47. */
  language: string;
  system_prompt: string;
  greeting: string;
  variables: Record<string, string>;
  likely_questions: string[];
  /** Null for the server's own, like the next two. */
  ear: string | null;
  llm_model: string | null;
  voice_id: string | null;
  /** Who steps in, in this order; none for all that the server has. */
  fallback_ears: string[];
  fallback_llm_models: string[];
  fallback_voice_ids: string[];
  voice_speed: number;
  /** By language tag. */
  voices: Record<string, string>;
  /** Null to judge. */
  endpointing_ms: number | null;
  guesses: number;
  adapts_to_pace: boolean;
  greeting_uninterruptible: boolean;
  enable_backchannel: boolean;
  backchannel_frequency: number;
  backchannel_words: string[];
  responsiveness: number;
  interruption_sensitivity: number;
  reminder_trigger_ms: number;
  reminder_max_count: number;
  end_call_after_silence_ms: number;
  max_call_duration_ms: number;
  begin_message_delay_ms: number;
  tools_enabled: string[];
  tools: AgentTool[];
  knowledge: boolean;
  recording: boolean;
  /** Null for ever. */
  retention_days: number | null;
  is_active: boolean;
  metadata: Record<string, unknown>;
}

/** An agent as callers meet it: the settings that were published last. */
export interface PublishedAgent extends AgentSettings {
  id: string;
  /** What its settings name and calls do without; of the draft where there is one. */
  warnings?: { field: string; message: string }[];
  version: number;
  has_draft: boolean;
  created_at: string;
  updated_at: string;
}

export interface PublishedAgents {
  agents: PublishedAgent[];
  /** What to give as `after`; null at the end. */
  next: string | null;
}

export interface AgentVersion {
  version: number;
  settings: AgentSettings;
  note: string;
  published_by: string;
  published_at: string;
}

/** A setting that is not the same in two states of an agent. */
export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  requests_per_minute: number;
  created_by: string;
  created_at: string;
  expires_at: string | null;
  rotated_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
}

export interface ApiKeyWithSecret {
  key: ApiKey;
  /** Told this once. */
  secret: string;
}

export interface Me {
  kind: 'user' | 'api_key' | 'ticket' | 'anybody';
  name: string;
  /** Null where it is no person. */
  user: { id: string; email: string; name: string; role: string; has_password: boolean } | null;
  scopes: string[];
}

/** Something an agent answers from. */
export interface AgentDocument {
  id: string;
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
}

export type UserRole = 'owner' | 'developer' | 'operator' | 'viewer';

export interface User {
  id: string;
  email: string;
  name: string;
  role: UserRole;
  has_password: boolean;
  is_active: boolean;
  created_at: string;
  last_signed_in_at: string | null;
}

export interface AuditEntry {
  seq: number;
  at: string;
  actor_kind: string;
  actor_name: string;
  action: string;
  target_kind: string;
  target_id: string | null;
  details: Record<string, unknown>;
  hash: string;
}

export interface AuditPage {
  entries: AuditEntry[];
  next: string | null;
}

/** Whether the audit log's chain of hashes holds. */
export interface Verification {
  intact: boolean;
  entries: number;
  broken_at: number | null;
  head: string;
}

export interface Provider {
  name: string;
  /** Whether it runs on the server's own machine, without account or key. */
  local: boolean;
  languages: string[];
  limits: string;
}

/** A provider with what switches it on and how it is. */
export interface OfferedProvider {
  name: string;
  title: string;
  kind: 'ear' | 'mind' | 'voice';
  local: boolean;
  languages: string[];
  configured: boolean;
  /** Providers of one vendor share a key; null where it runs on the server itself. */
  vendor: string | null;
  source: 'embedded' | 'console' | 'environment' | null;
  key: { last_four: string; set_by: string; set_at: string; opens: boolean } | null;
  environment: boolean;
  key_variable: string | null;
  limits: string | null;
  health: { state: 'closed' | 'half_open' | 'open'; asked: number; failed: number; last_failure: string | null; last_failure_at: string | null } | null;
}

/** Whether a provider's key serves. */
export interface ProviderCheck {
  serves: boolean;
  kind: string | null;
  reason: string | null;
}

export interface System {
  version: string;
  providers: { ear: Provider[]; voice: Provider[]; mind: Provider[] };
  ready: boolean;
}

/** A piece of a document an answer was drawn from. */
export interface Source {
  document: string;
  title: string;
  heading: string;
  page: number;
  text: string;
  hash: string;
  score: number;
}

/** The parts of a wait, one after the other; null where a part did not happen. */
export interface Latency {
  ear_ms: number | null;
  knowledge_ms: number | null;
  model_ms: number | null;
  voice_ms: number | null;
  wire_ms: number | null;
  /** From the end of the caller's last voiced frame to the first audible frame sent. */
  voice_to_voice_ms: number | null;
  /** The same until the caller's device reported that frame played. */
  heard_ms: number | null;
}

/** One exchange: what was heard, what was answered, from where and how fast. Number 0 is the greeting. */
export interface Turn {
  number: number;
  heard: string;
  spoken: string;
  sources: Source[];
  confidence: number | null;
  mind: string | null;
  interrupted: boolean;
  latency: Latency;
  /** Answers begun before the caller was done; each but the last was thrown away. */
  guesses?: number;
}

/** An operator speaks with the agent's voice. */
export type Role = 'user' | 'assistant' | 'operator';

export interface TranscriptLine {
  role: Role;
  content: string;
  language: string | null;
  start_ms: number;
  end_ms: number;
  interrupted: boolean;
  confidence: number | null;
  turn: number;
  timestamp: string | null;
}

export interface Call {
  id: string;
  /** Null where the agent was deleted. */
  agent: { id: string; name: string; display_name: string } | null;
  direction: string;
  channel: string;
  caller_number: string | null;
  status: string;
  end_reason: string | null;
  started_at: string;
  ended_at: string | null;
  duration_seconds: number | null;
  turns: number;
  voice_to_voice_ms: { p50: number; p95: number } | null;
  /** Whether the agent was cut off in it; null while it goes on, like the next. */
  interrupted?: boolean | null;
  error?: boolean | null;
  recording: unknown;
  /** Where something was looked for: the line that says most of it. */
  hit?: Hit;
}

export interface Hit {
  role: Role;
  start_ms: number;
  text: string;
  /** Pairs of the first character's index and the one after the last. */
  marks: [number, number][];
}

/** A tool that the agent used. */
export interface ToolRun {
  name: string;
  arguments: unknown;
  result: unknown;
  status: 'pending' | 'executing' | 'completed' | 'failed';
  error_message: string | null;
  turn: number | null;
  started_ms: number | null;
  ms: number | null;
}

/** What somebody of the organisation wrote beside a call. */
export interface CallNote {
  id: string;
  author: string;
  content: string;
  created_at: string;
}

/** A call that goes on. */
export interface LiveCall {
  id: string;
  agent: { id: string; name: string; display_name: string };
  channel: string;
  caller_number: string | null;
  started_at: string;
  seconds: number;
  watchers: number;
  last: LiveLine | null;
}

export interface LiveLine {
  role: Role;
  content: string;
  language: string;
  start_ms: number;
  end_ms: number;
  interrupted: boolean;
  turn: number;
}

/** What those who watch a call are told, by the name of the event. */
export interface LiveEvents {
  partial: { role: Role; text: string };
  line: LiveLine;
  turn: { number: number; interrupted: boolean; sources: number; ear_ms: number; model_ms: number; voice_ms: number; voice_to_voice_ms: number };
  tool: { id: string; name: string; status: ToolRun['status']; arguments: string; result: string | null };
  interruption: { state: 'paused' | 'resumed' | 'cut' };
  note: { note: CallNote };
  trouble: { message: string };
  gap: { missed: number };
  ended: { reason: string; seconds: number };
}

/** How long callers waited, voice to voice; null where nothing was measured. */
export interface WaitSpread {
  day: string | null;
  agent: { id: string; name: string; display_name: string } | null;
  calls: number;
  turns: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export interface Waits {
  from: string;
  to: string;
  all: WaitSpread;
  days: WaitSpread[];
  agents: WaitSpread[];
  each: WaitSpread[];
}

export interface Calls {
  calls: Call[];
  /** Cursor of the next page; null on the last. */
  next: string | null;
}

export interface Recording {
  /** A WAV, caller on the left channel, agent on the right. */
  url: string;
  seconds: number;
  /** Whether the beginning, the end or something between is missing. */
  partial: boolean;
}

export interface CallDetail extends Omit<Call, 'recording'> {
  transcript: TranscriptLine[];
  turns_detail: Turn[];
  /** What was sent along with it. */
  variables?: Record<string, string>;
  tools?: ToolRun[];
  notes?: CallNote[];
  recording: Recording | null;
}

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
