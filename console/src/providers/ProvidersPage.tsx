import { useEffect, useState } from 'react';
import type { OfferedProvider } from '../protocol';
import { useLively } from '../server';
import { useMay } from '../shell/may';
import { Loading, Notice, Unanswered } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { useFarewells } from '../shell/undo';
import { keyId } from './keyId';
import { ProviderRow } from './ProviderRow';
import { SetKey } from './SetKey';
import './providers.css';

const EVERY_MS = 10_000;
const KINDS = [
  { kind: 'ear', title: 'Ears', about: 'hear callers' },
  { kind: 'mind', title: 'Minds', about: 'think of answers' },
  { kind: 'voice', title: 'Voices', about: 'speak them' },
  { kind: 'dialogue', title: 'Dialogues', about: 'hear and speak by themselves, for agents that name one in place of a mind' },
] as const;

/** What agents can hear, think and speak with. */
export function ProvidersPage() {
  useTitle('Providers');
  const answer = useLively<{ providers: OfferedProvider[] }>('/api/v1/providers', EVERY_MS);
  const maySet = useMay('providers:write') === true;
  const mayTest = useMay('agents:write') === true;
  const [open, setOpen] = useState<OfferedProvider | null>(null);
  const farewells = useFarewells();
  const { retry } = answer;

  // What was deleted and is gone shows what serves in its place.
  const gone = farewells.filter((one) => one.state === 'gone').length;
  useEffect(() => retry(), [gone, retry]);

  const leaving = new Set(farewells.flatMap((one) => (one.state === 'failed' ? [] : [one.id])));
  return (
    <div className="page">
      <div className="page-head">
        <h1>Providers</h1>
        <p className="lead">What agents hear, think and speak with. What is embedded needs no account; a vendor’s key switches the vendor on from the next call.</p>
      </div>
      {answer.state === 'loading' && <Loading what="the providers" />}
      {answer.state === 'failed' && <Unanswered failure={answer.failure} retry={retry} />}
      {answer.state === 'ready' && answer.data.providers.length === 0 && (
        <Notice title="No providers">
          <p>This server can neither hear nor speak: look at how it was started.</p>
        </Notice>
      )}
      {answer.state === 'ready' &&
        KINDS.map(({ kind, title, about }) => {
          const providers = answer.data.providers.filter((one) => one.kind === kind);
          return (
            providers.length > 0 && (
              <section key={kind} className="providers" aria-labelledby={`providers-${kind}`}>
                <h2 id={`providers-${kind}`}>
                  {title} <span className="faint">{about}</span>
                </h2>
                <table className="rows">
                  <thead>
                    <tr>
                      <th scope="col">Provider</th>
                      <th scope="col">Switched on by</th>
                      <th scope="col">Lately</th>
                      <th scope="col">
                        <span className="visually-hidden">Key and test</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {providers.map((one) => (
                      <ProviderRow
                        key={one.name}
                        provider={one}
                        maySet={maySet}
                        mayTest={mayTest}
                        leaving={one.vendor !== null && leaving.has(keyId(one.vendor))}
                        ask={() => setOpen(one)}
                      />
                    ))}
                  </tbody>
                </table>
              </section>
            )
          );
        })}
      {open !== null && (
        <SetKey
          provider={open}
          shared={answer.state === 'ready' ? answer.data.providers.filter((one) => one.vendor === open.vendor).map((one) => one.title) : []}
          close={() => setOpen(null)}
          set={() => {
            setOpen(null);
            retry();
          }}
        />
      )}
    </div>
  );
}
