import type { Turn } from './turn';

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
