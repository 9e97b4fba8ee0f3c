import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { unreached } from '../calls/unreached';
import { agentName, caller, reason as inWords, Status } from '../calls/words';
import '../calls/calls.css';
import type { Call, LiveCall, Provider, System, Waits, WaitSpread } from '../protocol';
import { useLively } from '../server';
import { Loading, Unanswered } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { clock, wait, when } from '../time';
import { CallsChart, PercentilesChart } from './Charts';
import { FirstSteps, NoPassword } from './FirstSteps';
import { type Day, dayName, days, failures, underWay } from './figures';
import { Holdings } from './Holdings';
import { type Recent, useRecentCalls } from './recentCalls';
import './dashboard.css';

const DAYS = 7;
const LATEST = 7;
type AskedWaits = ReturnType<typeof useLively<Waits>>;

const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How it goes: now, today and this week. */
export function DashboardPage() {
  useTitle('Dashboard');
  const recent = useRecentCalls();
  return (
    <div className="page">
      <div className="page-head">
        <h1>Dashboard</h1>
      </div>
      <NoPassword />
      {recent.state === 'loading' && <Loading what="the calls" />}
      {recent.state === 'failed' && <Unanswered failure={recent.failure} retry={recent.retry} />}
      {recent.state === 'ready' && <Figures recent={recent.data} />}
    </div>
  );
}

function Figures({ recent: { calls, cut } }: { recent: Recent }) {
  const week = days(calls, DAYS, new Date());
  const today = week.at(-1);
  const now = underWay(calls);
  const waits = useLively<Waits>(`/api/v1/calls/waits?days=14&zone=${encodeURIComponent(ZONE)}`, 60_000);
  if (today === undefined) return null;
  return (
    <>
      {cut && <p className="faint">This week had more calls than are fetched here: these are the newest {calls.length}.</p>}
      <dl className="tiles">
        <Now listed={now.length} />
        <Tile name="Calls today" value={String(today.calls)} note={compared(week)} />
        <WaitToday waits={waits} />
        <Tile name="Failed today" value={String(today.failed)} note={share(today)} tone={today.failed > 0 ? 'bad' : undefined} />
      </dl>
      <Holdings />
      {calls.length === 0 ? (
        <FirstSteps />
      ) : (
        <div className="cards">
          <Card title="Calls a day">
            <CallsChart days={week} />
            <p className="legend">
              <span className="legend-calls">all calls</span>
              <span className="legend-failed">failed</span>
            </p>
          </Card>
          <Waited waits={waits} />
          <Card title={now.length > 0 ? 'On the line, and latest' : 'Latest calls'}>
            <Latest calls={[...now, ...calls.filter((call) => !now.includes(call))].slice(0, Math.max(LATEST, now.length))} />
            <Link href="/calls">All calls</Link>
          </Card>
          <Card title="What went wrong this week">
            <Failures calls={calls} />
          </Card>
          <Health />
        </div>
      )}
      {calls.length === 0 && (
        <div className="cards">
          <Health />
        </div>
      )}
    </>
  );
}

/** Asked of the server itself every few seconds; until it has answered, what the list says. */
function Now({ listed }: { listed: number }) {
  const live = useLively<{ calls: LiveCall[] }>('/api/v1/calls/live', 3000);
  const count = live.state === 'ready' ? live.data.calls.length : listed;
  return <Tile name="Calls now" value={String(count)} note={count === 0 ? 'nobody is on the line' : <Link href="/calls">watch them</Link>} />;
}

/** Of all that callers waited today, as the table below has it of two weeks. */
function WaitToday({ waits }: { waits: AskedWaits }) {
  const today = waits.state === 'ready' ? waits.data.days.find(({ day }) => day === dayName(new Date())) : undefined;
  const note = waits.state === 'ready' ? (today === undefined ? 'no turn measured yet' : `median; 95th percentile ${wait(today.p95)}`) : '';
  return <Tile name="Voice to voice today" value={wait(today?.p50 ?? null)} note={note} title="From the caller’s last sound to the agent’s first." />;
}

function Tile({ name, value, note, title, tone }: { name: string; value: string; note: ReactNode; title?: string; tone?: 'bad' | undefined }) {
  return (
    <div className="tile" title={title} data-tone={tone}>
      <dt>{name}</dt>
      <dd>
        <span className="tile-value">{value}</span> <span className="tile-note">{note}</span>
      </dd>
    </div>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function compared(week: readonly Day[]): string {
  const before = week.slice(0, -1).reduce((sum, day) => sum + day.calls, 0) / (week.length - 1);
  if (before === 0) return 'none in the six days before';
  return `${before.toFixed(before < 10 ? 1 : 0)} a day in the six before`;
}

function share({ calls, failed }: Day): string {
  return calls === 0 ? 'no calls yet' : failed === 0 ? 'all went well' : `${Math.round((failed / calls) * 100)} % of today’s calls`;
}

/** How long callers waited these two weeks, by agent. */
function Waited({ waits }: { waits: AskedWaits }) {
  return (
    <Card title="Voice to voice, two weeks">
      {waits.state === 'loading' && <Loading what="how long callers waited" />}
      {waits.state === 'failed' && <Unanswered failure={waits.failure} retry={waits.retry} />}
      {waits.state === 'ready' && (
        <>
          <PercentilesChart days={waits.data.days} />
          <p className="legend">
            <span className="legend-p50">median</span>
            <span className="legend-p95">95th percentile</span>
            <span className="legend-p99">99th</span>
          </p>
          <table className="waited">
            <thead>
              <tr>
                <th scope="col">Agent</th>
                <th scope="col">Calls</th>
                <th scope="col">p50</th>
                <th scope="col">p95</th>
                <th scope="col">p99</th>
              </tr>
            </thead>
            <tbody>
              {waits.data.agents.map((one) => (
                <Spread key={one.agent?.id ?? ''} name={one.agent?.display_name ?? 'A deleted agent'} spread={one} />
              ))}
              {waits.data.agents.length > 1 && <Spread name="All" spread={waits.data.all} />}
            </tbody>
          </table>
        </>
      )}
    </Card>
  );
}

function Spread({ name, spread }: { name: string; spread: WaitSpread }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{spread.calls}</td>
      <td>{wait(spread.p50)}</td>
      <td>{wait(spread.p95)}</td>
      <td>{wait(spread.p99)}</td>
    </tr>
  );
}

function Latest({ calls }: { calls: Call[] }) {
  return (
    <ul className="latest">
      {calls.map((call) => (
        <li key={call.id}>
          <Link href={`/calls/${encodeURIComponent(call.id)}`}>
            {agentName(call)} <span className="faint">{caller(call)}</span>
          </Link>
          <span className="latest-when">
            {when(call.started_at)} {call.duration_seconds !== null && !unreached(call) && <span className="faint">{clock(call.duration_seconds)}</span>}
          </span>
          <Status call={{ status: call.status, end_reason: null }} />
        </li>
      ))}
    </ul>
  );
}

function Failures({ calls }: { calls: Call[] }) {
  const reasons = failures(calls);
  if (reasons.length === 0) return <p className="faint">Nothing: no call failed in the last seven days.</p>;
  const most = reasons[0]?.count ?? 1;
  return (
    <ul className="reasons">
      {reasons.map(({ reason, count }) => (
        <li key={reason}>
          <span>{inWords(reason)}</span>
          <span className="reason-count">{count}</span>
          <span className="reason-bar" style={{ width: `${(count / most) * 100}%` }} />
        </li>
      ))}
    </ul>
  );
}

const PARTS: { key: keyof System['providers']; name: string }[] = [
  { key: 'ear', name: 'Hears with' },
  { key: 'mind', name: 'Thinks with' },
  { key: 'voice', name: 'Speaks with' },
];

function Health() {
  const system = useLively<System>('/api/v1/system', 10_000);
  return (
    <Card title="Server">
      {system.state === 'loading' && <Loading what="the server’s state" />}
      {system.state === 'failed' && <Unanswered failure={system.failure} retry={system.retry} />}
      {system.state === 'ready' && (
        <>
          <p>
            <span className="badge" data-tone={system.data.ready ? 'good' : 'new'}>
              {system.data.ready ? 'Takes calls' : 'Does not take calls yet'}
            </span>{' '}
            <span className="faint">version {system.data.version}</span>
          </p>
          <dl className="engines">
            {PARTS.map(({ key, name }) => (
              <div key={key}>
                <dt>{name}</dt>
                <dd>{engines(system.data.providers[key])}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Card>
  );
}

function engines(providers: Provider[]): string {
  return providers.map(({ name, local }) => (local ? `${name} (on this machine)` : name)).join(', then ') || 'nothing';
}
