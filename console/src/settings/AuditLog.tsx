import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ownAddress } from '../access/address';
import { plain } from '../calls/words';
import type { AuditEntry, AuditPage, Verification } from '../protocol';
import { get, ServerFailure, useServer } from '../server';
import { Copy } from '../shell/Copy';
import { Icon } from '../shell/Icon';
import { Loading, Unanswered } from '../shell/Notice';
import '../shell/table.css';
import { fullTime, when } from '../time';

const PAGE = 20;

/** Every change, newest first; nobody can take one out unnoticed. */
export function AuditLog() {
  const first = useServer<AuditPage>(`/api/v1/audit?limit=${PAGE}`);
  return (
    <>
      <p className="settings-intro">Every change is kept here. Each entry is sealed with the fingerprint of the one before, so that none can be changed or taken out unnoticed.</p>
      <Verify checked={first.retry} />
      {first.state === 'loading' && <Loading what="the audit log" />}
      {first.state === 'failed' && <Unanswered failure={first.failure} retry={first.retry} />}
      {first.state === 'ready' && <Entries key={first.data.entries[0]?.seq} first={first.data} />}
    </>
  );
}

function Verify({ checked }: { checked: () => void }) {
  const [found, setFound] = useState<Verification | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      setFound(await get<Verification>('/api/v1/audit/verify'));
      checked();
    } catch (thrown) {
      setTrouble(ServerFailure.of(thrown).message);
    }
    setBusy(false);
  };
  return (
    <div className="verify">
      <Button className="button" isDisabled={busy} onPress={() => void verify()}>
        <Icon name="check" size={16} /> {busy ? 'Checking…' : 'Check the chain'}
      </Button>
      <div role="status">
        {found?.intact === true && <p>The chain holds: {found.entries} entries, none changed.</p>}
      </div>
      {found?.intact === true && (
        <p className="verify-head">
          <span className="faint">Its end is</span> <span className="mono">{found.head}</span> <Copy text={found.head} what="it" />
          <span className="field-help">Keep it somewhere else: only with it is a cut-off end noticed.</span>
        </p>
      )}
      {found?.intact === false && (
        <p className="trouble" role="alert">
          The chain is broken at entry {found.broken_at}: it, or the one before, is not as it was written.
        </p>
      )}
      {trouble !== null && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

function Entries({ first }: { first: AuditPage }) {
  const [pages, setPages] = useState([first]);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const next = pages.at(-1)?.next ?? null;
  const older = (before: string) => {
    setFailure(null);
    get<AuditPage>(`/api/v1/audit?limit=${PAGE}&before=${encodeURIComponent(before)}`).then(
      (page) => setPages((all) => [...all, page]),
      (thrown: unknown) => setFailure(ServerFailure.of(thrown)),
    );
  };
  return (
    <>
      <table className="rows audit">
        <thead>
          <tr>
            <th scope="col">Entry</th>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {pages.flatMap((page) => page.entries).map((entry) => (
            <tr key={entry.seq}>
              <td className="faint">{entry.seq}</td>
              <td title={fullTime(entry.at)}>{when(entry.at)}</td>
              <td>{ownAddress(entry.actor_name) || 'owner'}</td>
              <td>{deed(entry.action)}</td>
              <td className="audit-details">{details(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {failure && (
        <p className="trouble" role="alert">
          {failure.message}
        </p>
      )}
      {next !== null && (
        <Button className="button" onPress={() => older(next)}>
          Show older entries
        </Button>
      )}
    </>
  );
}

/** `api_key.revoked` as `Api key revoked`. */
const deed = (action: string): string => plain(action.replaceAll('.', ' '));

function details(entry: AuditEntry): string {
  return Object.entries(entry.details)
    .map(([name, value]) => `${plain(name)}: ${Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
}
