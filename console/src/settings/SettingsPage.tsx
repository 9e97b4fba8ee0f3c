import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ownAddress } from '../access/address';
import { plain } from '../calls/words';
import type { Me } from '../protocol';
import { change, ServerFailure, useServer } from '../server';
import { Field } from '../shell/Field';
import { Loading, Unanswered } from '../shell/Notice';
import { chooseScheme, chosenScheme, type Scheme } from '../shell/scheme';
import { useTitle } from '../shell/title';
import { AuditLog } from './AuditLog';
import { Password } from './Password';
import { Users } from './Users';
import './settings.css';

/** Oneself, how the pages look, who may come in, and who changed what. */
export function SettingsPage() {
  useTitle('Settings');
  const me = useServer<Me>('/api/v1/auth/me');
  return (
    <div className="page">
      <div className="page-head">
        <h1>Settings</h1>
      </div>
      <div className="settings">
        {me.state === 'loading' && <Loading what="your account" />}
        {me.state === 'failed' && <Unanswered failure={me.failure} retry={me.retry} />}
        {me.state === 'ready' && <Account me={me.data} again={me.retry} />}
        <section className="settings-part" aria-label="Look">
          <h2>Look</h2>
          <Look />
        </section>
        {me.state === 'ready' && me.data.scopes.includes('users:read') && (
          <section className="settings-part" aria-label="Users">
            <h2>Users</h2>
            <Users self={me.data.user?.id ?? null} may={me.data.scopes.includes('users:write')} />
          </section>
        )}
        {me.state === 'ready' && me.data.scopes.includes('audit:read') && (
          <section className="settings-part" aria-label="Audit log">
            <h2>Audit log</h2>
            <AuditLog />
          </section>
        )}
      </div>
    </div>
  );
}

function Account({ me, again }: { me: Me; again: () => void }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const leave = () => {
    change('POST', '/api/v1/auth/logout', { body: {} }).then(
      () => location.replace('/sign-in'),
      (thrown: unknown) => setTrouble(ServerFailure.of(thrown).message),
    );
  };
  if (me.user === null) {
    return (
      <section className="settings-part" aria-label="Your account">
        <h2>Your account</h2>
        <p>Nobody is signed in: this server lets everybody in who reaches it from its own machine.</p>
      </section>
    );
  }
  return (
    <>
      <section className="settings-part" aria-label="Your account">
        <h2>Your account</h2>
        <dl className="facts">
          <div>
            <dt>Email address</dt>
            <dd>{ownAddress(me.user.email) || <span className="faint">none yet</span>}</dd>
          </div>
          {me.user.name !== '' && (
            <div>
              <dt>Name</dt>
              <dd>{me.user.name}</dd>
            </div>
          )}
          <div>
            <dt>Role</dt>
            <dd>{plain(me.user.role)}</dd>
          </div>
        </dl>
        {trouble !== null && (
          <p className="trouble" role="alert">
            {trouble}
          </p>
        )}
        <div>
          <Button className="button" onPress={leave}>
            Sign out
          </Button>
        </div>
      </section>
      <section className="settings-part" aria-label="Password">
        <h2>{me.user.has_password ? 'Change your password' : 'Choose a password'}</h2>
        {!me.user.has_password && <p>You came in by a link, which works once. Choose how to come in next time.</p>}
        <Password user={me.user} done={again} />
      </section>
    </>
  );
}

function Look() {
  const [scheme, setScheme] = useState(chosenScheme);
  return (
    <Field label="Colours" help="Kept in this browser.">
      {(control) => (
        <select
          {...control}
          value={scheme}
          onChange={(event) => {
            const chosen = event.target.value as Scheme;
            chooseScheme(chosen);
            setScheme(chosen);
          }}
        >
          <option value="device">as this device</option>
          <option value="light">light</option>
          <option value="dark">dark</option>
        </select>
      )}
    </Field>
  );
}
