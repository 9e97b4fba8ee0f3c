import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { OfferedProvider, ProviderCheck } from '../protocol';
import { post, ServerFailure } from '../server';
import { deleteLater } from '../shell/undo';
import { languageName } from '../talk/language';
import { when } from '../time';
import { failureText } from './failures';
import { keyId } from './keyId';

interface Props {
  provider: OfferedProvider;
  maySet: boolean;
  mayTest: boolean;
  /** Whether its key is being deleted, which can still be undone. */
  leaving: boolean;
  ask: () => void;
}

export function ProviderRow({ provider, maySet, mayTest, leaving, ask }: Props) {
  const { name, title, languages, limits, vendor, key } = provider;
  const own = key !== null && !leaving;
  return (
    <tr>
      <td>
        <strong>{title}</strong>
        <br />
        <span className="faint">
          {languages.length === 0 ? 'Any language' : languages.length > 4 ? `${languages.length} languages` : languages.map(languageName).join(', ')}
          {limits !== null && ` · ${limits}`}
        </span>
      </td>
      <td data-label="Switched on by">
        <Source provider={provider} own={own} />
      </td>
      <td data-label={provider.configured ? 'Lately' : undefined}>{provider.configured && <Health provider={provider} />}</td>
      <td>
        <div className="doings">
          {mayTest && provider.configured && !leaving && !provider.local && <Test name={name} title={title} />}
          {maySet && vendor !== null && (
            <Button className="button button-small" aria-label={`${own ? 'Replace' : 'Set'} key of ${title}`} onPress={ask}>
              {own ? 'Replace' : 'Set key'}
            </Button>
          )}
          {maySet && vendor !== null && own && (
            <Button
              className="button button-small"
              aria-label={`Delete key of ${title}`}
              onPress={() => deleteLater(keyId(vendor), `The key of ${title}`, `/api/v1/providers/${name}/key`)}
            >
              Delete
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}

function Source({ provider, own }: { provider: OfferedProvider; own: boolean }) {
  const { key, environment, local, key_variable: variable } = provider;
  if (local) return <span className="badge" data-tone="good">Embedded</span>;
  if (own && key !== null) {
    return (
      <>
        <span className="badge" data-tone={key.opens ? 'good' : 'trouble'}>
          {key.opens ? 'Your key' : 'Unreadable'}
        </span>{' '}
        {key.last_four !== '' && <span className="mono">…{key.last_four}</span>}
        <br />
        <span className="faint">
          {when(key.set_at)} by {key.set_by}
          {environment && (key.opens ? '; in place of the environment’s' : '; the environment’s is used')}
          {!key.opens && '. The server was started with another master key: have the former put back, or set your key again.'}
        </span>
      </>
    );
  }
  if (environment) return <span className="badge" data-tone="good">Environment</span>;
  return (
    <>
      <span className="badge">Needs a key</span>
      <br />
      <span className="faint">
        or <code>{variable}</code>
      </span>
    </>
  );
}

function Health({ provider: { health } }: { provider: OfferedProvider }) {
  if (health === null || health.asked === 0) return <span className="faint">Not asked lately</span>;
  const states = { closed: 'Healthy', half_open: 'Being tried again', open: 'Left alone for a while' };
  return (
    <>
      <span className="badge" data-tone={health.state === 'closed' ? 'good' : 'trouble'}>
        {states[health.state]}
      </span>
      <br />
      <span className="faint">
        {health.failed} of {health.asked} failed
        {health.last_failure !== null && health.last_failure_at !== null && `; last: ${health.last_failure.replaceAll('_', ' ')}, ${when(health.last_failure_at)}`}
      </span>
    </>
  );
}

function Test({ name, title }: { name: string; title: string }) {
  const [result, setResult] = useState<{ good: boolean; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const test = async () => {
    setBusy(true);
    setResult(null);
    try {
      const check = await post<ProviderCheck>(`/api/v1/providers/${name}/check`);
      setResult({ good: check.serves, text: check.serves ? 'The key serves.' : failureText(check) });
    } catch (thrown) {
      setResult({ good: false, text: ServerFailure.of(thrown).message });
    }
    setBusy(false);
  };
  return (
    <>
      <p className="test-result" role="status" data-good={result?.good}>
        {busy ? 'Asking…' : result?.text}
      </p>
      <Button className="button button-small" aria-label={`Test ${title}`} isDisabled={busy} onPress={() => void test()}>
        Test
      </Button>
    </>
  );
}
