import { describe, expect, it } from 'vitest';
import { freeDigit, itemOf, NEW_MENU } from '../src/menus/menus';
import { branchesOf } from '../src/menus/tree';
import type { Menu, MenuItem } from '../src/protocol';

const item = (digit: string, rest: Partial<MenuItem> = {}): MenuItem => ({ digit, label: digit, action: 'agent', target: null, language: null, sensitive: false, ...rest });
const menu = (id: string, items: MenuItem[]): Menu => ({ ...NEW_MENU, id, name: id, items, created_at: '', updated_at: '' });
const to = (target: string) => ({ action: 'submenu' as const, target });

describe('the picture of a menu', () => {
  const a = menu('a', [item('1', to('b')), item('2', to('b')), item('*', to('a'))]);
  const b = menu('b', [item('1'), item('*', to('a'))]);
  const drawn = branchesOf('a', a, [a, b]);

  it('draws each menu once, where the fewest keys lead, and does not run in circles', () => {
    expect(drawn.map((branch) => branch.to)).toEqual(['menu', 'drawn', 'drawn', 'agent']);
    expect(drawn[0]?.branches.map((branch) => branch.to)).toEqual(['agent', 'drawn', 'agent']);
  });

  it('is small where every menu leads to every other', () => {
    const names = Array.from('abcdefghijkl');
    const all = names.map((name) => menu(name, names.map((other, i) => item('1234567890*#'.charAt(i), to(other)))));
    const count = (branches: ReturnType<typeof branchesOf>): number => branches.reduce((sum, branch) => sum + 1 + count(branch.branches), 0);
    expect(count(branchesOf('a', menu('a', all[0]?.items ?? []), all))).toBe(12 * 13);
  });

  it('ends with what happens when nobody chooses', () => {
    expect(branchesOf('c', { ...NEW_MENU, fallback_action: 'hangup' }, []).at(-1)).toMatchObject({ digit: null, to: 'hangup' });
  });

  it('knows a menu that is gone by its name alone', () => {
    expect(branchesOf('c', menu('c', [item('1', to('gone'))]), [])[0]).toMatchObject({ to: 'drawn', target: 'gone', branches: [] });
  });
});

it('a key that is added is the first that stands for nothing', () => {
  expect(freeDigit([item('1'), item('3')])).toBe('2');
  expect(freeDigit(Array.from('123456789', (digit) => item(digit)))).toBe('0');
});

it('a refusal names the key it is about', () => {
  expect(itemOf('items[12].target')).toEqual({ index: 12, part: 'target' });
  expect(itemOf('items')).toBeNull();
  expect(itemOf(null)).toBeNull();
});
