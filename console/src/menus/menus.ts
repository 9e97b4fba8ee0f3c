import type { Page } from '../all';
import type { Menu, MenuItem, MenuSettings, PublishedAgent } from '../protocol';

export const MENUS = '/api/v1/ivr-menus';
export const AGENTS = '/api/v1/agents';

export const pathOf = (id: string): string => `${MENUS}/${encodeURIComponent(id)}`;

export const menusOf = (page: Page) => page['ivr_menus'] as Menu[];

export const agentsOf = (page: Page) => page['agents'] as PublishedAgent[];

/** Every key a telephone may have, in the order in which they are given out. */
export const DIGITS = Array.from('1234567890*#ABCD');

/** The key that stands for nothing yet; the first where all do. */
export const freeDigit = (items: readonly MenuItem[]): string => DIGITS.find((digit) => !items.some((item) => item.digit === digit)) ?? '1';

export const newItem = (items: readonly MenuItem[]): MenuItem => ({ digit: freeDigit(items), label: '', action: 'agent', target: null, language: null, sensitive: false });

/** What a new menu begins with; the rest as the server has it. */
export const NEW_MENU: MenuSettings = {
  name: '',
  language: 'en-US',
  prompt: '',
  items: [newItem([])],
  timeout_ms: 30_000,
  retries: 3,
  fallback_action: 'agent',
  fallback_target: null,
};

/** Its settings alone. */
export function settingsOf({ name, language, prompt, items, timeout_ms, retries, fallback_action, fallback_target }: Menu): MenuSettings {
  return { name, language, prompt, items, timeout_ms, retries, fallback_action, fallback_target };
}

/** What the `field` of a refusal says of an item, such as `items[2].target`; null where it names none. */
export function itemOf(field: string | null): { index: number; part: string } | null {
  const found = /^items\[(\d+)\]\.(\w+)$/.exec(field ?? '');
  return found === null ? null : { index: Number(found[1]), part: found[2] ?? '' };
}

/** Names of agents and menus by id, for what a menu shows. */
export interface Names {
  agent: (id: string | null) => string;
  menu: (id: string | null) => string;
}

/** @param agents null where whoever looks may not see them */
export function namesOf(agents: readonly PublishedAgent[] | null, menus: readonly Menu[]): Names {
  const agent = (id: string) => (agents === null ? 'An agent' : (agents.find((one) => one.id === id)?.display_name ?? 'An agent that is gone'));
  return {
    agent: (id) => (id === null ? 'The agent who was called' : agent(id)),
    menu: (id) => menus.find((one) => one.id === id)?.name ?? 'a menu that is gone',
  };
}
