import { Link } from 'wouter';
import type { LiveCall } from '../protocol';
import { useLively } from '../server';
import { clock } from '../time';
import { plain } from './words';

const EVERY_MS = 3000;

/** The calls that go on now, each a way to watch it. */
export function LiveNow() {
  const live = useLively<{ calls: LiveCall[] }>('/api/v1/calls/live', EVERY_MS);
  if (live.state !== 'ready' || live.data.calls.length === 0) return null;
  return (
    <section className="live-now" aria-label="Calls going on now">
      <h2>
        <LiveBadge /> {live.data.calls.length === 1 ? '1 call goes on' : `${live.data.calls.length} calls go on`}
      </h2>
      <ul>
        {live.data.calls.map((call) => (
          <li key={call.id}>
            <Link href={`/calls/${encodeURIComponent(call.id)}`}>
              {call.agent.display_name} <span className="faint">· {call.caller_number ?? plain(call.channel)}</span>
            </Link>
            <p className="live-last">
              {call.last === null ? <span className="faint">nothing was said yet</span> : call.last.content}
            </p>
            <span className="live-time">{clock(call.seconds)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function LiveBadge() {
  return <span className="live-badge">Live</span>;
}
