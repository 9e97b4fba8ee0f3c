import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link, useSearchParams } from 'wouter';
import { OutboundButton } from '../outbound/OutboundButton';
import type { Call, Calls, Hit } from '../protocol';
import { get, ServerFailure, useServer } from '../server';
import { Icon } from '../shell/Icon';
import { Loading, Notice, Unanswered } from '../shell/Notice';
import '../shell/form.css';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { useFarewells } from '../shell/undo';
import { clock, fullTime, wait, when } from '../time';
import { FilterBar } from './FilterBar';
import { filtersOf, pieces, query } from './filters';
import { LiveBadge, LiveNow } from './LiveNow';
import { dialled, unreached } from './unreached';
import { useFollowing } from './useFollowing';
import { agentName, caller, length, plain, Status, Way } from './words';
import './calls.css';

const PAGE = 50;
/** How soon a list is asked for again in which a call is being placed. */
const SOON_MS = 3000;

/** Every call, newest first, or those that are looked for. */
export function CallsPage() {
  useTitle('Calls');
  const [address, setAddress] = useSearchParams();
  const filters = filtersOf(address);
  const asked = query(filters);
  const first = useServer<Calls>(`/api/v1/calls?limit=${PAGE}&${asked.toString()}`);
  useFollowing(first.state === 'ready' && first.data.calls.some(dialled) ? first.data : null, first.retry, SOON_MS);
  return (
    <div className="page">
      <div className="page-head">
        <h1>Calls</h1>
        <OutboundButton />
        <div className="page-doings">
          <a className="button button-quiet" href={`/api/v1/calls/export?format=csv&${asked.toString()}`} download>
            <Icon name="download" size={16} /> CSV
          </a>
          <a className="button button-quiet" href={`/api/v1/calls/export?format=jsonl&${asked.toString()}`} download>
            <Icon name="download" size={16} /> JSON Lines
          </a>
          <Button className="button button-quiet" onPress={first.retry}>
            <Icon name="refresh" size={16} /> Refresh
          </Button>
        </div>
      </div>
      <LiveNow />
      <FilterBar filters={filters} change={(next) => setAddress(new URLSearchParams(next))} />
      {first.state === 'loading' && <Loading what="the calls" />}
      {first.state === 'failed' && <Unanswered failure={first.failure} retry={first.retry} />}
      {first.state === 'ready' && (
        <CallList key={`${asked.toString()} ${first.data.calls[0]?.id ?? ''}`} first={first.data} asked={asked.toString()} />
      )}
    </div>
  );
}

function CallList({ first, asked }: { first: Calls; asked: string }) {
  const [older, setOlder] = useState<Calls[]>([]);
  const [fetching, setFetching] = useState(false);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const hidden = new Set(useFarewells().flatMap((one) => (one.state === 'failed' ? [] : [one.id])));
  const calls = [first, ...older].flatMap((page) => page.calls).filter((call) => !hidden.has(call.id));
  const next = (older.at(-1) ?? first).next;

  if (calls.length === 0 && next === null) return asked === '' ? <NoCalls /> : <NothingFound />;

  const more = async (cursor: string) => {
    setFetching(true);
    setFailure(null);
    try {
      const page = await get<Calls>(`/api/v1/calls?limit=${PAGE}&before=${encodeURIComponent(cursor)}&${asked}`);
      setOlder((pages) => [...pages, page]);
    } catch (error) {
      setFailure(error instanceof ServerFailure ? error : new ServerFailure('refused', String(error)));
    }
    setFetching(false);
  };

  return (
    <>
      <table className="calls">
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">Agent</th>
            <th scope="col">From or to</th>
            <th scope="col">Status</th>
            <th scope="col" className="number">
              Length
            </th>
            <th scope="col" className="number">
              Turns
            </th>
            <th scope="col" className="number" title="Median and 95th percentile of the wait from the caller’s last sound to the agent’s first">
              Voice to voice
            </th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <Row key={call.id} call={call} />
          ))}
        </tbody>
      </table>
      {failure && <Unanswered failure={failure} retry={() => next !== null && void more(next)} />}
      {next !== null && failure === null && (
        <Button className="button calls-more" isDisabled={fetching} onPress={() => void more(next)}>
          {fetching ? 'Fetching older calls…' : 'Show older calls'}
        </Button>
      )}
    </>
  );
}

function NoCalls() {
  return (
    <Notice title="No calls yet">
      <p>Each call is kept here with its transcript, sources, timing and recording.</p>
      <Link className="button button-main" href="/talk">
        Make the first call
      </Link>
    </Notice>
  );
}

function NothingFound() {
  return (
    <Notice title="No call fits">
      <p>Look for fewer words, or take a filter away. Words of a call can be found once it is over.</p>
    </Notice>
  );
}

function Row({ call }: { call: Call }) {
  const waited = call.voice_to_voice_ms;
  return (
    <>
      <tr data-found={call.hit !== undefined}>
        <td className="calls-when">
          <Link href={`/calls/${encodeURIComponent(call.id)}`} title={fullTime(call.started_at)}>
            {when(call.started_at)}
          </Link>
        </td>
        <td className="calls-agent">{agentName(call)}</td>
        <td className="calls-caller">
          <Way call={call} /> {caller(call)} {call.caller_number !== null && <span className="faint">{plain(call.channel)}</span>}
        </td>
        <td className="calls-status">{call.status === 'in-progress' ? <LiveBadge /> : <Status call={call} />}</td>
        <td className="number calls-length">{length(call)}</td>
        <td className="number calls-turns">{dialled(call) || unreached(call) ? '–' : call.turns}</td>
        <td className="number calls-wait">
          {waited === null ? (
            <span className="faint">–</span>
          ) : (
            <>
              {wait(waited.p50)} <span className="faint">p95 {wait(waited.p95)}</span>
            </>
          )}
        </td>
      </tr>
      {call.hit !== undefined && (
        <tr className="calls-hit">
          <td colSpan={7}>
            <Found hit={call.hit} />
          </td>
        </tr>
      )}
    </>
  );
}

function Found({ hit }: { hit: Hit }) {
  return (
    <p>
      <span className="faint">
        {clock(hit.start_ms / 1000)} {hit.role === 'user' ? 'Caller' : hit.role === 'operator' ? 'Operator' : 'Agent'}:
      </span>{' '}
      {pieces(hit.text, hit.marks).map((piece, i) => (piece.marked ? <mark key={i}>{piece.text}</mark> : <span key={i}>{piece.text}</span>))}
    </p>
  );
}
