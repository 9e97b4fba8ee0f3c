import type { Menu, MenuSettings } from '../protocol';

/** Where a key leads, and what follows from there. */
export interface Branch {
  /** Null for what happens when no key is chosen. */
  digit: string | null;
  label: string;
  /** `drawn` is a menu that stands elsewhere in the picture. */
  to: 'menu' | 'drawn' | 'agent' | 'hangup';
  /** Id of the menu or the agent; null for the agent who was called, and with `hangup`. */
  target: string | null;
  language: string | null;
  sensitive: boolean;
  branches: Branch[];
}

/**
 * All ways through a menu. Menus may lead to each other in circles: each is drawn once, where the fewest keys lead.
 *
 * @param id of the menu among `menus`
 */
export function branchesOf(id: string, settings: MenuSettings, menus: readonly Menu[]): Branch[] {
  const root: Branch[] = [];
  const drawn = new Set([id]);
  const open: { into: Branch[]; of: MenuSettings }[] = [{ into: root, of: settings }];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const { action, ...key } of next.of.items) {
      const menu = action === 'submenu' ? menus.find((one) => one.id === key.target) : undefined;
      const isNew = menu !== undefined && !drawn.has(menu.id);
      const branch: Branch = { ...key, to: action !== 'submenu' ? action : isNew ? 'menu' : 'drawn', branches: [] };
      next.into.push(branch);
      if (isNew) {
        drawn.add(menu.id);
        open.push({ into: branch.branches, of: menu });
      }
    }
    const { fallback_action, fallback_target } = next.of;
    next.into.push({ digit: null, label: '', to: fallback_action, target: fallback_target, language: null, sensitive: false, branches: [] });
  }
  return root;
}
