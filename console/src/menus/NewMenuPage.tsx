import { useRef } from 'react';
import { Link, useLocation } from 'wouter';
import type { Menu, MenuSettings } from '../protocol';
import { change, ServerFailure } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { useTitle } from '../shell/title';
import { uuid } from '../uuid';
import { MenuForm } from './MenuForm';
import { MENUS, namesOf, NEW_MENU } from './menus';
import './menus.css';
import { useTargets } from './useTargets';

/** Stands for a menu that has no id yet; its keys may lead back to it. */
const SELF = 'this-menu';

/** Makes a menu. */
export function NewMenuPage() {
  useTitle('New menu');
  const { agents, menus } = useTargets();
  const may = useMay('ivr-menus:write');
  const [, go] = useLocation();
  const self: Menu = { ...NEW_MENU, id: SELF, name: 'this menu', created_at: '', updated_at: '' };
  const all = [...menus, self];
  // Where the answer was lost, the same wish has the same key again: there are no two of one.
  const asked = useRef({ body: '', key: '' });
  const send = async (settings: MenuSettings) => {
    const items = settings.items.map((item) => (item.target === SELF ? { ...item, target: settings.name } : item));
    const body = { ...settings, items };
    const text = JSON.stringify(body);
    if (asked.current.body !== text) asked.current = { body: text, key: uuid() };
    try {
      const { data } = await change<Menu>('POST', MENUS, { body, key: asked.current.key });
      go(`/menus/${data.id}`);
    } catch (thrown) {
      if (ServerFailure.of(thrown).status !== null) asked.current = { body: '', key: '' };
      throw thrown;
    }
  };
  return (
    <div className="page">
      <Link className="back" href="/menus">
        <Icon name="back" size={16} /> Menus
      </Link>
      <div className="page-head">
        <h1>New menu</h1>
      </div>
      <MenuForm id={SELF} before={NEW_MENU} targets={{ agents, menus: all, names: namesOf(agents, all) }} may={may !== false} act="Make the menu" send={send} />
    </div>
  );
}
