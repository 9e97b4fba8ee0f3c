import type { CallNote, Role, ToolRun } from './call';

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
