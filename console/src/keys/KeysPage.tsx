import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { ApiKey, ApiKeyWithSecret, Me } from '../protocol';
import { useServer } from '../server';
import { Icon } from '../shell/Icon';
import { Loading, Notice, Unanswered } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { fullTime, when } from '../time';
import { CALLS, command } from './command';
import { RevokeKey, RotateKey } from './KeyQuestion';
import { NewKey } from './NewKey';
import { scopeLabel, SCOPES } from './scopes';
import { Secret } from './Secret';
import './keys.css';

type Open = { what: 'new' } | { what: 'rotate' | 'revoke'; key: ApiKey } | { what: 'secret'; made: ApiKeyWithSecret } | null;

/** What programs come in with. */
export function KeysPage() {
  useTitle('Keys');
  const answer = useServer<{ keys: ApiKey[] }>('/api/v1/keys');
  const me = useServer<Me>('/api/v1/auth/me');
  const [open, setOpen] = useState<Open>(null);
  const mine = me.state === 'ready' ? me.data.scopes : [];
  const may = mine.includes('keys:write');
  const close = () => setOpen(null);
  const told = (made: ApiKeyWithSecret) => {
    answer.retry();
    setOpen({ what: 'secret', made });
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>Keys</h1>
        {may && (
          <Button className="button button-main" onPress={() => setOpen({ what: 'new' })}>
            <Icon name="add" size={16} /> New key
          </Button>
        )}
        <p className="lead">
          Programs send a key as <code>Authorization: Bearer KEY</code>. Give each its own, with no more rights than it needs.
        </p>
      </div>
      {answer.state === 'loading' && <Loading what="the keys" />}
      {answer.state === 'failed' && <Unanswered failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' && <KeyList keys={answer.data.keys} may={may} ask={(what, key) => setOpen({ what, key })} />}
      {answer.state === 'ready' && <Example />}
      {open?.what === 'new' && <NewKey mine={mine} made={told} close={close} />}
      {open?.what === 'rotate' && <RotateKey apiKey={open.key} rotated={told} close={close} />}
      {open?.what === 'revoke' && (
        <RevokeKey
          apiKey={open.key}
          close={close}
          revoked={() => {
            answer.retry();
            close();
          }}
        />
      )}
      {open?.what === 'secret' && <Secret made={open.made} close={close} />}
    </div>
  );
}

/** What a program does with a key. */
function Example() {
  return (
    <section className="key-example" aria-label="From a program">
      <h2>List calls from a script</h2>
      <p>
        Make a key that may <em>See calls</em>, put its secret into the variable <code>ANTIPHON_API_KEY</code>, and ask:
      </p>
      <pre className="example mono" tabIndex={0}>
        {command(CALLS, '$ANTIPHON_API_KEY')}
      </pre>
      <p>
        The answer is JSON; its <code>next</code> goes back as <code>before</code> to read on. <a href="/docs">All that programs can ask for</a>
      </p>
    </section>
  );
}

interface ListProps {
  keys: ApiKey[];
  may: boolean;
  ask: (what: 'rotate' | 'revoke', key: ApiKey) => void;
}

function KeyList({ keys, may, ask }: ListProps) {
  const good = keys.filter((key) => key.revoked_at === null);
  const revoked = keys.filter((key) => key.revoked_at !== null);
  return (
    <>
      {good.length === 0 ? (
        <Notice title="No keys yet">
          <p>A script that lists calls, a telephone system that places them: each comes in with a key of its own.</p>
        </Notice>
      ) : (
        <KeyTable keys={good} doings={may ? ask : null} />
      )}
      {revoked.length > 0 && (
        <details className="revoked">
          <summary>Revoked keys ({revoked.length})</summary>
          <KeyTable keys={revoked} doings={null} />
        </details>
      )}
    </>
  );
}

function KeyTable({ keys, doings }: { keys: ApiKey[]; doings: ListProps['ask'] | null }) {
  return (
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">May</th>
          <th scope="col">Used last</th>
          <th scope="col">Good until</th>
          <th scope="col">Made</th>
          {doings !== null && (
            <th scope="col">
              <span className="visually-hidden">Change</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <td>
              <strong>{key.name}</strong>
              <br />
              <span className="faint mono">{key.prefix}…</span>
            </td>
            <td>
              <ul className="key-scopes">
                {SCOPES.every(({ scope }) => key.scopes.includes(scope)) ? (
                  <li className="badge">Everything</li>
                ) : (
                  key.scopes.map((scope) => (
                    <li key={scope} className="badge" title={scope}>
                      {scopeLabel(scope)}
                    </li>
                  ))
                )}
              </ul>
              <span className="faint">{key.requests_per_minute.toLocaleString()} requests a minute</span>
            </td>
            <td data-label="Used last">{key.last_used_at === null ? <span className="faint">never</span> : when(key.last_used_at)}</td>
            <td data-label="Good until">
              <Until apiKey={key} />
            </td>
            <td data-label="Made">
              {when(key.created_at)}
              <br />
              <span className="faint">by {key.created_by}</span>
            </td>
            {doings !== null && (
              <td>
                <div className="doings">
                  <Button className="button button-small" aria-label={`Rotate ${key.name}`} onPress={() => doings('rotate', key)}>
                    Rotate
                  </Button>
                  <Button className="button button-small" aria-label={`Revoke ${key.name}`} onPress={() => doings('revoke', key)}>
                    Revoke
                  </Button>
                </div>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Until({ apiKey }: { apiKey: ApiKey }) {
  const [now] = useState(() => Date.now());
  if (apiKey.revoked_at !== null) return <>revoked {when(apiKey.revoked_at)}</>;
  if (apiKey.expires_at === null) return <span className="faint">it is revoked</span>;
  if (Date.parse(apiKey.expires_at) < now) return <span className="badge">has expired</span>;
  return <>{fullTime(apiKey.expires_at)}</>;
}
