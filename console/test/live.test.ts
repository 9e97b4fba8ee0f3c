import { describe, expect, it } from 'vitest';
import { filtersOf, pieces, query } from '../src/calls/filters';
import { after, type Happening, NOTHING_YET } from '../src/live/watching';
import type { LiveLine } from '../src/protocol';

describe('what is looked for', () => {
  it('is what the address says, and no more', () => {
    expect(filtersOf(new URLSearchParams('q=night&status=failed&agent=&page=7'))).toEqual({ q: 'night', status: 'failed' });
  });

  it('asks for whole days of this calendar', () => {
    const asked = query({ from: '2026-01-31', to: '2026-01-31' });
    expect(asked.get('from')).toBe(new Date(2026, 0, 31).toISOString());
    expect(asked.get('to')).toBe(new Date(2026, 1, 1).toISOString());
    expect(query({ from: 'soon' }).has('from')).toBe(false);
  });

  it('is marked where it was said', () => {
    expect(pieces('रात को साँस फूलती है', [[7, 11]])).toEqual([
      { text: 'रात को ', marked: false },
      { text: 'साँस', marked: true },
      { text: ' फूलती है', marked: false },
    ]);
    expect(pieces('all', [[0, 3]])).toEqual([{ text: 'all', marked: true }]);
  });
});

describe('a call that is watched', () => {
  const line = (role: LiveLine['role'], content: string): Happening => ({
    name: 'line',
    data: { role, content, language: 'en', start_ms: 0, end_ms: 0, interrupted: false, turn: 1 },
  });
  const seen = (...all: Happening[]) => all.reduce(after, NOTHING_YET);

  it('shows what is being said until it has been said', () => {
    const saying = seen({ name: 'partial', data: { role: 'assistant', text: 'A nurse' } });
    expect(saying.partial.assistant).toBe('A nurse');
    const said = after(saying, line('operator', 'A nurse will call.'));
    expect(said.partial.assistant).toBe('');
    expect(said.lines).toHaveLength(1);
  });

  it('keeps one state of a tool and one of a note', () => {
    const tool = (status: 'executing' | 'completed'): Happening => ({ name: 'tool', data: { id: 't', name: 'book', status, arguments: '{}', result: null } });
    const note: Happening = { name: 'note', data: { note: { id: 'n', author: 'a', content: 'c', created_at: '' } } };
    const then = seen(tool('executing'), tool('completed'), note, note);
    expect(then.tools.map((one) => one.status)).toEqual(['completed']);
    expect(then.notes).toHaveLength(1);
  });

  it('tells a pause from a cut', () => {
    const paused = seen({ name: 'interruption', data: { state: 'paused' } });
    expect(paused.interruption).toBe('paused');
    expect(after(paused, { name: 'interruption', data: { state: 'resumed' } }).interruption).toBeNull();
  });
});
