import { useAll } from '../all';
import type { Menu, PublishedAgent } from '../protocol';
import { AGENTS, agentsOf, MENUS, menusOf, type Names, namesOf } from './menus';

/** What a menu may lead to; nothing of what whoever looks may not see. */
export interface Targets {
  agents: readonly PublishedAgent[];
  menus: readonly Menu[];
  names: Names;
}

/** The same, and whether it is known. */
export function useTargets(): Targets & { known: boolean } {
  const agents = useAll(AGENTS, agentsOf);
  const menus = useAll(MENUS, menusOf);
  const seen = agents.state === 'ready' ? agents.data : null;
  const all = menus.state === 'ready' ? menus.data : [];
  return { agents: seen ?? [], menus: all, names: namesOf(seen, all), known: agents.state !== 'loading' && menus.state !== 'loading' };
}
