import type { CallNote, LiveEvents, LiveLine, Role } from '../protocol';

/** A call as far as it has been watched. */
export interface Watched {
  lines: LiveLine[];
  /** What each side is saying now. */
  partial: Partial<Record<Role, string>>;
  /** By its id, the newest last. */
  tools: LiveEvents['tool'][];
  notes: CallNote[];
  /** Voice to voice of each turn, in ms. */
  waits: Record<number, number>;
  interruption: LiveEvents['interruption']['state'] | null;
  trouble: string | null;
  missed: boolean;
  ended: LiveEvents['ended'] | null;
}

export const NOTHING_YET: Watched = {
  lines: [],
  partial: {},
  tools: [],
  notes: [],
  waits: {},
  interruption: null,
  trouble: null,
  missed: false,
  ended: null,
};

export type Happening = { [Name in keyof LiveEvents]: { name: Name; data: LiveEvents[Name] } }[keyof LiveEvents];

/** What is known after one more thing has happened. */
export function after(before: Watched, { name, data }: Happening): Watched {
  switch (name) {
    case 'partial':
      return { ...before, partial: { ...before.partial, [data.role]: data.text } };
    case 'line':
      return { ...before, lines: [...before.lines, data], partial: { ...before.partial, [data.role === 'user' ? 'user' : 'assistant']: '' }, interruption: null };
    case 'turn':
      return data.voice_to_voice_ms < 0 ? before : { ...before, waits: { ...before.waits, [data.number]: data.voice_to_voice_ms } };
    case 'tool':
      return { ...before, tools: [...before.tools.filter((tool) => tool.id !== data.id), data] };
    case 'interruption':
      return { ...before, interruption: data.state === 'resumed' ? null : data.state };
    case 'note':
      return { ...before, notes: [...before.notes.filter((note) => note.id !== data.note.id), data.note] };
    case 'trouble':
      return { ...before, trouble: data.message };
    case 'gap':
      return { ...before, missed: true };
    case 'ended':
      return { ...before, partial: {}, ended: data };
  }
}

export const EVENTS = ['partial', 'line', 'turn', 'tool', 'interruption', 'note', 'trouble', 'gap', 'ended'] as const satisfies readonly (keyof LiveEvents)[];
