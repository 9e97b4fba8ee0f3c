import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { Notes } from '../calls/Beside';
import { Elapsed } from '../calls/Elapsed';
import { LiveBadge } from '../calls/LiveNow';
import { agentName, caller, plain, reason, Way } from '../calls/words';
import type { CallDetail, LiveLine, Role } from '../protocol';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { clock, fullTime, wait } from '../time';
import { Utterance } from '../turn/Utterance';
import { LiveControls } from './LiveControls';
import { useWatching } from './useWatching';
import type { Watched } from './watching';
import './live.css';

/** A call while it goes on: what is said as it is said, and ways to step in. */
export function LiveRecord({ call, over }: { call: CallDetail; over: () => void }) {
  const { watched, connected } = useWatching(call.id, over);
  const may = useMay('calls:write') === true;
  return (
    <>
      <div className="page-head">
        <h1>{agentName(call)}</h1>
        {watched.ended === null ? (
          <LiveBadge />
        ) : (
          <>
            <span className="badge">Over: {reason(watched.ended.reason)}</span>
            <Button className="button button-main" onPress={over}>
              Open the call’s record
            </Button>
          </>
        )}
      </div>
      <dl className="facts">
        <div>
          <dt>Started</dt>
          <dd>{fullTime(call.started_at)}</dd>
        </div>
        <div>
          <dt>{watched.ended === null ? 'So far' : 'Length'}</dt>
          <dd>{watched.ended === null ? <Elapsed since={call.started_at} /> : clock(watched.ended.seconds)}</dd>
        </div>
        <div>
          <dt>{plain(call.direction)}</dt>
          <dd>
            <Way call={call} /> {caller(call)}
          </dd>
        </div>
      </dl>
      {watched.ended === null && may && <LiveControls id={call.id} channel={call.channel} />}
      {watched.ended === null && !connected && (
        <p className="faint" role="status">
          Connecting…
        </p>
      )}
      {watched.missed && <p className="faint">The beginning is no longer kept here; it stands in the record once the call is over.</p>}
      {watched.trouble !== null && <p className="trouble">{watched.trouble}</p>}
      <Said watched={watched} agent={agentName(call)} />
      <LiveTools watched={watched} />
      <Notes id={call.id} notes={[...(call.notes ?? []), ...watched.notes.filter((note) => call.notes?.every((known) => known.id !== note.id) ?? true)]} />
    </>
  );
}

const SIDES: Role[] = ['user', 'assistant'];

function Said({ watched, agent }: { watched: Watched; agent: string }) {
  const end = useRef<HTMLDivElement>(null);
  const count = watched.lines.length;
  useEffect(() => {
    // Follows what is said only for those who have not scrolled away from it.
    const near = document.documentElement.scrollHeight - window.scrollY - window.innerHeight < 400;
    if (count > 0 && near) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  const who = (role: Role) => (role === 'user' ? 'Caller' : role === 'operator' ? 'Operator' : agent);
  return (
    <section className="call-transcript" aria-label="Transcript" aria-live="polite">
      {count === 0 && Object.values(watched.partial).every((text) => text === '') && <p className="faint">Nothing was said yet.</p>}
      {watched.lines.map((line: LiveLine, i) => (
        <Utterance
          key={i}
          role={line.role}
          who={who(line.role)}
          text={line.content}
          language={line.language}
          interrupted={line.interrupted}
          place={
            <span className="place">
              {clock(line.start_ms / 1000)}
              {line.role === 'assistant' && watched.waits[line.turn] !== undefined && ` · ${wait(watched.waits[line.turn] ?? null)}`}
            </span>
          }
          turn={null}
          scale={1}
        />
      ))}
      {SIDES.map((role) => {
        const text = watched.partial[role];
        return text === undefined || text === '' ? null : (
          <Utterance key={role} role={role} who={who(role)} text={text} partial interrupted={false} turn={null} scale={1} />
        );
      })}
      {watched.interruption !== null && (
        <p className="live-interruption">
          <Icon name="cut" size={15} /> {watched.interruption === 'paused' ? 'the caller makes a sound: the agent waits' : 'the caller cut in'}
        </p>
      )}
      <div ref={end} />
    </section>
  );
}

function LiveTools({ watched }: { watched: Watched }) {
  if (watched.tools.length === 0) return null;
  return (
    <section className="beside" aria-label="Tools">
      <h2>
        <Icon name="tool" /> Tools
      </h2>
      <ul className="tool-runs">
        {watched.tools.map((tool) => (
          <li key={tool.id}>
            <strong>{tool.name}</strong>{' '}
            <span className="badge" data-tone={tool.status === 'completed' ? 'good' : tool.status === 'failed' ? 'bad' : 'new'}>
              {plain(tool.status)}
            </span>
            <pre>{tool.result === null ? tool.arguments : `${tool.arguments} → ${tool.result}`}</pre>
          </li>
        ))}
      </ul>
    </section>
  );
}
