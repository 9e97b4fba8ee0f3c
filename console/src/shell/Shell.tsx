import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import type { System } from '../protocol';
import { signInFrom } from '../access/after';
import { type Answer, useServer } from '../server';
import { Icon } from './Icon';
import { Mark } from './Mark';
import { UndoBar } from './UndoBar';

const PAGES = [
  { path: '/dashboard', label: 'Dashboard', icon: 'dashboard' },
  { path: '/talk', label: 'Talk', icon: 'talk' },
  { path: '/agents', label: 'Agents', icon: 'agents' },
  { path: '/prompts', label: 'Prompts', icon: 'note' },
  { path: '/functions', label: 'Functions', icon: 'tool' },
  { path: '/menus', label: 'Menus', icon: 'keypad' },
  { path: '/calls', label: 'Calls', icon: 'calls' },
  { path: '/reservations', label: 'Reservations', icon: 'reservations' },
  { path: '/webhooks', label: 'Webhooks', icon: 'webhooks' },
  { path: '/providers', label: 'Providers', icon: 'providers' },
  { path: '/keys', label: 'Keys', icon: 'keys' },
  { path: '/settings', label: 'Settings', icon: 'settings' },
] as const;

/** What stands around every page: the name, the way around, and how the server is. */
export function Shell({ children }: { children: ReactNode }) {
  const [path, go] = useLocation();
  const system = useServer<System>('/api/v1/system');
  const main = useRef<HTMLElement>(null);
  const pages = useRef<HTMLElement>(null);
  const first = useRef(true);

  // A change of page is announced by moving the focus to it, as a page load would.
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    pages.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);

  // Only at the beginning: who is signed out later may have something on the page that is not saved.
  const stranger = system.state === 'failed' && system.failure.kind === 'signed-out';
  useEffect(() => {
    if (stranger && location.pathname !== '/sign-in') go(signInFrom(location.pathname + location.search), { replace: true });
  }, [stranger, go]);

  if (path === '/sign-in') {
    return (
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
    );
  }

  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="rail">
        <Link className="brand" href="/dashboard" aria-label="Antiphon, to the first page">
          <Mark />
          <span>Antiphon</span>
        </Link>
        <nav aria-label="Pages" ref={pages}>
          {PAGES.map((page) => (
            <Link key={page.path} href={page.path} className="rail-link" aria-current={current(path, page.path)}>
              <Icon name={page.icon} />
              <span>{page.label}</span>
            </Link>
          ))}
        </nav>
        <ServerState system={system} />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <UndoBar />
    </div>
  );
}

function current(path: string, page: string): 'page' | 'true' | undefined {
  if (path === page) return 'page';
  return path.startsWith(`${page}/`) ? 'true' : undefined;
}

function ServerState({ system }: { system: Answer<System> }) {
  if (system.state === 'loading') return <p className="server-state" />;
  if (system.state === 'failed') {
    const down = system.failure.kind === 'unreachable';
    return (
      <p className="server-state" data-state="down" role="status">
        {down ? 'Server not reachable' : system.failure.kind === 'signed-out' ? 'Not signed in' : 'Server trouble'}
      </p>
    );
  }
  return (
    <p className="server-state" data-state={system.data.ready ? 'ready' : 'starting'}>
      {system.data.ready ? 'Ready' : 'Starting'} <span className="server-version">{system.data.version}</span>
    </p>
  );
}
