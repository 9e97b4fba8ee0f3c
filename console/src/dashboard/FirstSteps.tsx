import { Link } from 'wouter';
import type { Me } from '../protocol';
import { useServer } from '../server';
import { Notice } from '../shell/Notice';

/** Where there is nothing to look at yet: what to do next. */
export function FirstSteps() {
  const me = useServer<Me>('/api/v1/auth/me');
  const scopes = me.state === 'ready' ? me.data.scopes : [];
  return (
    <Notice title="No calls in the last seven days">
      <p>Talk to an agent in this browser, and the call appears here.</p>
      <Link className="button button-main" href="/talk">
        Talk to an agent
      </Link>
      <p className="steps-head">And then</p>
      <ul className="steps">
        {scopes.includes('agents:write') && (
          <li>
            <Link href="/agents/new">Make an agent of your own</Link>: a name, a greeting and what it is there for.
          </li>
        )}
        {scopes.includes('providers:write') && (
          <li>
            <Link href="/providers">Give it better ears and voices</Link>: a vendor’s key, if you have one. None is needed.
          </li>
        )}
        {scopes.includes('keys:write') && (
          <li>
            <Link href="/keys">Let a program in</Link>: a key for a script that lists calls, and the command to begin with.
          </li>
        )}
      </ul>
    </Notice>
  );
}

/** Said until whoever came in by a link has a password: the link does not work again. */
export function NoPassword() {
  const me = useServer<Me>('/api/v1/auth/me');
  if (me.state !== 'ready' || me.data.user === null || me.data.user.has_password) return null;
  return (
    <p className="no-password" role="status">
      The link that let you in works once. <Link href="/settings">Choose a password</Link> to come in again.
    </p>
  );
}
