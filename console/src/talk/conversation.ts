import type { Role, ServerMessage, Turn } from '../protocol';

/** Something one side said, or is saying. */
export interface Line {
  key: number;
  role: Role;
  text: string;
  final: boolean;
  interrupted: boolean;
  /** The measured exchange this line belongs to, once it is over. */
  turn: Turn | null;
}

export interface ToolRun {
  key: number;
  name: string;
  arguments: unknown;
  result: unknown;
}

export type Entry = { kind: 'line'; line: Line } | { kind: 'tool'; tool: ToolRun };

/** What a live call shows of what was said. */
export interface Conversation {
  entries: Entry[];
  agent: string | null;
  callId: string | null;
  ended: { reason: string; seconds: number } | null;
  trouble: string | null;
  nextKey: number;
}

export const SILENCE: Conversation = {
  entries: [],
  agent: null,
  callId: null,
  ended: null,
  trouble: null,
  nextKey: 1,
};

/** The conversation after `message`: a fold over what the server sends. */
export function hear(before: Conversation, message: ServerMessage): Conversation {
  switch (message.type) {
    case 'session_started':
      return { ...before, agent: message.agent, callId: message.call_id };
    case 'transcript':
      return said(before, message.role, message.content, message.is_final, message.interrupted ?? false);
    case 'turn':
      return measured(before, message);
    case 'tool_call':
      return add(before, (key) => ({
        kind: 'tool',
        tool: { key, name: message.name, arguments: message.arguments, result: message.result },
      }));
    case 'session_ended':
      return { ...before, ended: { reason: message.reason, seconds: message.duration } };
    case 'error':
      return { ...before, trouble: message.message };
    case 'clear':
      return before;
  }
}

/**
 * Texts are cumulative, so a line that is still open is replaced, wherever it stands: the caller may have begun to
 * talk below it. What cuts off an answer comes as a second, shorter final text of the same line: what was heard of it.
 */
function said(before: Conversation, role: Role, text: string, final: boolean, interrupted: boolean): Conversation {
  const open = lastLine(before, (line) => line.role === role && (!line.final || (interrupted && line.turn === null)));
  if (open === undefined) {
    if (text === '') return before;
    return add(before, (key) => ({ kind: 'line', line: { key, role, text, final, interrupted, turn: null } }));
  }
  if (text === '' && final) return remove(before, open);
  return replace(before, { ...open, text: text === '' ? open.text : text, final, interrupted });
}

/**
 * A turn belongs to the answer it measured, and where nothing was spoken, to the question. The newest line is taken
 * unless an older one holds the very words: after a barge-in the next answer may already have begun.
 */
function measured(before: Conversation, turn: Turn): Conversation {
  const role: Role = turn.spoken === '' ? 'user' : 'assistant';
  const words = role === 'user' ? turn.heard : turn.spoken;
  const line =
    lastLine(before, (line) => line.role === role && line.turn === null && line.text === words) ??
    lastLine(before, (line) => line.role === role && line.turn === null);
  if (line === undefined) return before;
  const interrupted = line.interrupted || (role === 'assistant' && turn.interrupted);
  return replace(before, { ...line, turn, final: true, interrupted });
}

function lastLine(conversation: Conversation, wanted: (line: Line) => boolean): Line | undefined {
  const entry = conversation.entries.findLast((entry) => entry.kind === 'line' && wanted(entry.line));
  return entry?.kind === 'line' ? entry.line : undefined;
}

function add(before: Conversation, entry: (key: number) => Entry): Conversation {
  return { ...before, entries: [...before.entries, entry(before.nextKey)], nextKey: before.nextKey + 1 };
}

function replace(before: Conversation, line: Line): Conversation {
  return {
    ...before,
    entries: before.entries.map((entry) =>
      entry.kind === 'line' && entry.line.key === line.key ? { kind: 'line', line } : entry,
    ),
  };
}

function remove(before: Conversation, line: Line): Conversation {
  return {
    ...before,
    entries: before.entries.filter((entry) => entry.kind !== 'line' || entry.line.key !== line.key),
  };
}
