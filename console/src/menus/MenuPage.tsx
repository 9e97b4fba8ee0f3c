import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { Link, useLocation } from 'wouter';
import '../agents/agents.css';
import type { Menu } from '../protocol';
import { change, useServer } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { deleteLater } from '../shell/undo';
import { MenuForm } from './MenuForm';
import { pathOf, settingsOf } from './menus';
import './menus.css';
import { MenuTrial } from './MenuTrial';
import { SessionTable } from './SessionTable';
import { Unseen } from './Unseen';
import { useTargets } from './useTargets';

/** One menu: its keys and where they lead, a walk through it, and the calls that came through it. */
export function MenuPage({ id }: { id: string }) {
  const answer = useServer<Menu>(pathOf(id));
  return (
    <div className="page">
      <Link className="back" href="/menus">
        <Icon name="back" size={16} /> Menus
      </Link>
      {answer.state === 'loading' && <Loading what="the menu" />}
      {answer.state === 'failed' && <Unseen failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' && <Shown start={answer.data} tag={answer.tag} />}
    </div>
  );
}

function Shown({ start, tag }: { start: Menu; tag: string | null }) {
  const [held, setHeld] = useState({ menu: start, tag });
  const { menu } = held;
  useTitle(menu.name);
  const known = useTargets();
  // What was just kept is newer than the list.
  const targets = { ...known, menus: known.menus.map((one) => (one.id === menu.id ? menu : one)) };
  const may = useMay('ivr-menus:write') === true;
  const [, go] = useLocation();
  if (!known.known) return <Loading what="the menu" />;
  const callers = targets.agents.filter((one) => one.ivr_menu_id === menu.id);
  return (
    <>
      <div className="page-head">
        <h1>{menu.name}</h1>
        {callers.map((one) => (
          <Link className="badge" key={one.id} href={`/agents/${one.id}`}>
            Callers of {one.display_name}
          </Link>
        ))}
        {may && (
          <div className="agent-doings">
            <Button
              className="button"
              onPress={() => {
                deleteLater(menu.id, menu.name, pathOf(menu.id));
                go('/menus');
              }}
            >
              <Icon name="trash" size={16} /> Delete
            </Button>
          </div>
        )}
      </div>
      <Tabs className="tabs">
        <TabList aria-label="Parts of the menu">
          <Tab id="keys">Keys</Tab>
          {may && <Tab id="trial">Try it</Tab>}
          <Tab id="calls">Calls</Tab>
        </TabList>
        {/* What is written there waits while somebody looks at the others. */}
        <TabPanel id="keys" shouldForceMount>
          <MenuForm
            key={held.tag ?? ''}
            id={menu.id}
            before={settingsOf(menu)}
            targets={targets}
            may={may}
            act="Keep it"
            send={async (settings) => {
              const { data, tag: now } = await change<Menu>('PATCH', pathOf(menu.id), { body: settings, tag: held.tag });
              setHeld({ menu: data, tag: now });
            }}
          />
        </TabPanel>
        {may && (
          <TabPanel id="trial">
            <MenuTrial key={held.tag ?? ''} menu={menu} names={targets.names} />
          </TabPanel>
        )}
        <TabPanel id="calls">
          <SessionTable menu={menu} names={targets.names} />
        </TabPanel>
      </Tabs>
    </>
  );
}
