import { Button } from 'react-aria-components/Button';
import { Link } from 'wouter';
import '../agents/agents.css';
import { useAll } from '../all';
import type { Menu, PublishedAgent } from '../protocol';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading, Notice } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { deleteLater, useFarewells } from '../shell/undo';
import { languageName } from '../talk/language';
import { AGENTS, agentsOf, MENUS, menusOf, type Names, namesOf, pathOf } from './menus';
import './menus.css';
import { Unseen } from './Unseen';

/** What callers choose from before an agent has them. */
export function MenusPage() {
  useTitle('Menus');
  const answer = useAll(MENUS, menusOf);
  const agents = useAll(AGENTS, agentsOf);
  const may = useMay('ivr-menus:write') === true;
  return (
    <div className="page">
      <div className="page-head">
        <h1>Menus</h1>
        {may && (
          <Link className="button button-main" href="/menus/new">
            <Icon name="add" size={16} /> New menu
          </Link>
        )}
        <p className="lead">What callers on a telephone choose from, by pressing a key, before an agent has them: a language, a department, the end of the call.</p>
      </div>
      {answer.state === 'loading' && <Loading what="the menus" />}
      {answer.state === 'failed' && <Unseen failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' && <MenuList menus={answer.data} agents={agents.state === 'ready' ? agents.data : []} may={may} />}
    </div>
  );
}

function MenuList({ menus, agents, may }: { menus: Menu[]; agents: PublishedAgent[]; may: boolean }) {
  const hidden = new Set(useFarewells().flatMap((one) => (one.state === 'failed' ? [] : [one.id])));
  const shown = menus.filter((one) => !hidden.has(one.id));
  const names = namesOf(agents, menus);
  if (shown.length === 0) {
    return (
      <Notice title="No menus yet">
        <p>“For English press 1, for Spanish press 2”: make a menu, then choose it in the settings of the agent that people call.</p>
      </Notice>
    );
  }
  return (
    <ul className="agents">
      {shown.map((one) => (
        <li className="agent menu-card" key={one.id}>
          <div className="agent-head">
            <h2>
              <Link href={`/menus/${one.id}`}>{one.name}</Link>
            </h2>
            <span className="badge">{languageName(one.language)}</span>
          </div>
          <p className="agent-about">{one.prompt}</p>
          <Keys of={one} names={names} />
          <p className="faint">{leading(one, agents, menus)}</p>
          {may && (
            <div className="form-actions">
              <Link className="button button-small" href={`/menus/${one.id}`} aria-label={`Change ${one.name}`}>
                Change
              </Link>
              <Button className="button button-small" aria-label={`Delete ${one.name}`} onPress={() => deleteLater(one.id, one.name, pathOf(one.id))}>
                Delete
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Keys({ of, names }: { of: Menu; names: Names }) {
  return (
    <ul className="menu-keys" aria-label="Keys">
      {of.items.map(({ digit, label, action, target }) => (
        <li key={digit}>
          <kbd>{digit}</kbd> {label} {action === 'submenu' && <span className="faint">→ {names.menu(target)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** By whom callers come to it. */
function leading(menu: Menu, agents: readonly PublishedAgent[], menus: readonly Menu[]): string {
  const from = [
    ...agents.filter((one) => one.ivr_menu_id === menu.id).map((one) => one.display_name),
    ...menus.filter((one) => one.id !== menu.id && one.items.some((item) => item.action === 'submenu' && item.target === menu.id)).map((one) => one.name),
  ];
  return from.length === 0 ? 'Nothing leads callers here yet.' : `Callers come from ${new Intl.ListFormat('en').format(from)}.`;
}
