import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'wouter';
import type { Menu, MenuSession, MenuSessions } from '../protocol';
import { get, ServerFailure, useServer } from '../server';
import { Loading, Notice } from '../shell/Notice';
import { clock, fullTime, when } from '../time';
import { type Names, pathOf } from './menus';
import { Unseen } from './Unseen';

const PAGE = 50;

interface Props {
  menu: Menu;
  names: Names;
}

/** The calls that began in a menu, newest first. */
export function SessionTable({ menu, names }: Props) {
  const path = `${pathOf(menu.id)}/sessions?limit=${PAGE}`;
  const first = useServer<MenuSessions>(path);
  if (first.state === 'loading') return <Loading what="the calls" />;
  if (first.state === 'failed') return <Unseen failure={first.failure} retry={first.retry} />;
  return <Table first={first.data} path={path} names={names} />;
}

function Table({ first, path, names }: { first: MenuSessions; path: string; names: Names }) {
  const [older, setOlder] = useState<MenuSessions[]>([]);
  const [fetching, setFetching] = useState(false);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const sessions = [first, ...older].flatMap((page) => page.sessions);
  const next = (older.at(-1) ?? first).next;
  if (sessions.length === 0) {
    return (
      <Notice title="Nobody has called yet">
        <p>Calls stand here that began in this menu: choose it in the settings of the agent that people call, and publish that agent.</p>
      </Notice>
    );
  }
  const more = (before: string) => {
    setFetching(true);
    setFailure(null);
    get<MenuSessions>(`${path}&before=${encodeURIComponent(before)}`)
      .then(
        (page) => setOlder((all) => [...all, page]),
        (thrown: unknown) => setFailure(ServerFailure.of(thrown)),
      )
      .finally(() => setFetching(false));
  };
  return (
    <>
      <table className="rows menu-sessions" aria-label="Calls through this menu">
        <thead>
          <tr>
            <th scope="col">Call</th>
            <th scope="col">What came of it</th>
            <th scope="col">Agent</th>
            <th scope="col">Last menu</th>
            <th scope="col">Keys</th>
            <th scope="col">Said again</th>
            <th scope="col">In the menu</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((one) => (
            <tr key={one.call_id}>
              <td>
                <Link href={`/calls/${encodeURIComponent(one.call_id)}`} title={fullTime(one.started_at)}>
                  {when(one.started_at)}
                </Link>
              </td>
              <td>
                <span className="badge" data-tone={one.outcome === 'agent' ? 'good' : one.outcome === null ? 'new' : undefined}>
                  {OUTCOMES[one.outcome ?? 'active']}
                </span>
              </td>
              <td data-label="Agent">{one.agent_id === null ? <span className="faint">–</span> : names.agent(one.agent_id)}</td>
              <td data-label="Last menu">{one.current_menu_id === null ? <span className="faint">–</span> : names.menu(one.current_menu_id)}</td>
              <td data-label="Keys">{one.keys_pressed}</td>
              <td data-label="Said again">{one.retries}</td>
              <td data-label="In the menu">{length(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {failure !== null && (
        <p className="trouble" role="alert">
          {failure.message}
        </p>
      )}
      {next !== null && (
        <Button className="button menu-more" isDisabled={fetching} onPress={() => more(next)}>
          {fetching ? 'Fetching…' : 'Older calls'}
        </Button>
      )}
    </>
  );
}

const OUTCOMES: Record<NonNullable<MenuSession['outcome']> | 'active', string> = {
  active: 'In the menu',
  agent: 'Put through',
  hangup: 'Menu hung up',
  user_hangup: 'Caller hung up',
  line_lost: 'Line lost',
  ended: 'Ended from here',
  error: 'Error',
};

function length({ started_at, ended_at }: MenuSession): string {
  return ended_at === null ? '–' : clock((Date.parse(ended_at) - Date.parse(started_at)) / 1000);
}
