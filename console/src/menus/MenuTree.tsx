import type { Menu, MenuSettings } from '../protocol';
import { Icon } from '../shell/Icon';
import { languageName } from '../talk/language';
import type { Names } from './menus';
import { type Branch, branchesOf } from './tree';
import './tree.css';

interface Props {
  id: string;
  settings: MenuSettings;
  menus: readonly Menu[];
  names: Names;
}

/** A picture of where each key leads, which is a list within lists for those who hear the page. */
export function MenuTree({ id, settings, menus, names }: Props) {
  return (
    <section className="menu-picture" aria-label="Where each key leads" tabIndex={0}>
      <div className="menu-tree">
        <p className="menu-node" data-to="menu">
          <Icon name="keypad" size={16} /> {settings.name === '' ? 'this menu' : settings.name}
        </p>
        <Branches of={branchesOf(id, settings, menus)} names={names} />
      </div>
    </section>
  );
}

function Branches({ of, names }: { of: readonly Branch[]; names: Names }) {
  return (
    <ul>
      {of.map((branch, index) => (
        <li key={`${branch.digit ?? ''}${index}`} data-silent={branch.digit === null}>
          <span className="menu-key">
            <span className="visually-hidden">{branch.digit === null ? '' : 'Key '}</span>
            {branch.digit ?? 'no key'}
          </span>
          <div className="menu-node" data-to={branch.to}>
            {branch.label !== '' && (
              <span className="menu-node-label">
                {branch.label} {branch.sensitive && <span className="faint">· not recorded</span>}
              </span>
            )}
            <span className="menu-node-target">
              <Icon name={ICONS[branch.to]} size={14} /> {where(branch, names)}
            </span>
          </div>
          {branch.branches.length > 0 && <Branches of={branch.branches} names={names} />}
        </li>
      ))}
    </ul>
  );
}

const ICONS = { menu: 'keypad', drawn: 'back', agent: 'agents', hangup: 'phone' } as const;

function where({ to, target, language }: Branch, names: Names): string {
  switch (to) {
    case 'menu':
      return names.menu(target);
    case 'drawn':
      return `Goes to ${names.menu(target)}`;
    case 'agent':
      return names.agent(target) + (language === null ? '' : `, in ${languageName(language)}`);
    case 'hangup':
      return 'Hangs up';
  }
}
