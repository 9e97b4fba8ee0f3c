import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link, useLocation } from 'wouter';
import { LiveRecord } from '../live/LiveRecord';
import { Dialling, progress } from '../outbound/Dialling';
import type { CallDetail } from '../protocol';
import { useServer } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading, Notice, Unanswered } from '../shell/Notice';
import { useTitle } from '../shell/title';
import { deleteLater } from '../shell/undo';
import { clock, fullTime, wait, when } from '../time';
import { sharedScale } from '../turn/latency';
import { Utterance } from '../turn/Utterance';
import { Brought, Notes, Tools } from './Beside';
import { Player } from './Player';
import { seeTurns } from './transcript';
import { dialled, UNREACHED, unreached } from './unreached';
import { useFollowing } from './useFollowing';
import { usePlayback } from './usePlayback';
import { agentName, caller, length, plain, reason, Status, Way } from './words';
import './calls.css';

/** How soon a call that is being placed is asked for again. */
const SOON_MS = 1000;

/** One call: what was said, when, from which sources, how fast, and how it sounded. */
export function CallPage({ id }: { id: string }) {
  useTitle('Call');
  const answer = useServer<CallDetail>(`/api/v1/calls/${encodeURIComponent(id)}`);
  const call = answer.state === 'ready' ? answer.data : null;
  useFollowing(call !== null && dialled(call) ? call : null, answer.retry, SOON_MS);
  return (
    <div className="page">
      <Link className="back" href="/calls">
        <Icon name="back" size={16} /> Calls
      </Link>
      <Told call={call} />
      {answer.state === 'loading' && <Loading what="the call" />}
      {answer.state === 'failed' && <Unanswered failure={answer.failure} retry={answer.retry} />}
      {call !== null && dialled(call) && <Dialling call={call} />}
      {call !== null && goesOn(call) && <LiveRecord call={call} over={answer.retry} />}
      {call !== null && !dialled(call) && !goesOn(call) && <Record call={call} />}
    </div>
  );
}

const goesOn = (call: CallDetail) => call.status === 'in-progress' && call.ended_at === null;

/** What becomes of a call that is being placed, for those who do not see the page change. */
function Told({ call }: { call: CallDetail | null }) {
  const [followed, setFollowed] = useState(false);
  if (!followed && call !== null && dialled(call)) setFollowed(true);
  return (
    <p className="visually-hidden" role="status">
      {followed && call !== null && (dialled(call) ? progress(call) : goesOn(call) ? 'Answered: the call goes on.' : `The call is over. ${call.end_reason === null ? '' : reason(call.end_reason)}`)}
    </p>
  );
}

function Record({ call }: { call: CallDetail }) {
  const playback = usePlayback();
  const audible = call.recording !== null;
  return (
    <>
      <div className="page-head">
        <h1>{agentName(call)}</h1>
        <Status call={call} />
        <Doings call={call} />
      </div>
      <dl className="facts">
        <Fact name="Started" value={fullTime(call.started_at)} />
        <Fact name="Length" value={length(call)} />
        <Fact
          name={plain(call.direction)}
          value={
            <>
              <Way call={call} /> {caller(call)}
            </>
          }
        />
        {!unreached(call) && <Fact name="Turns" value={String(call.turns)} />}
        {call.voice_to_voice_ms && (
          <Fact
            name="Voice to voice"
            value={`${wait(call.voice_to_voice_ms.p50)} median, ${wait(call.voice_to_voice_ms.p95)} p95`}
          />
        )}
      </dl>
      {call.recording !== null && <Player recording={call.recording} agent={agentName(call)} playback={playback} />}
      {call.recording === null && !unreached(call) && <p className="no-recording">This call was not recorded.</p>}
      {unreached(call) ? <Unreached why={call.end_reason ?? ''} /> : <Transcript call={call} now={audible ? playback.seconds : null} seek={audible ? playback.seek : null} />}
      <Brought variables={call.variables ?? {}} />
      <Tools tools={call.tools ?? []} />
      <Notes id={call.id} notes={call.notes ?? []} />
    </>
  );
}

/** Takes the call away, in either sense. */
function Doings({ call }: { call: CallDetail }) {
  const may = useMay('calls:write') === true;
  const [, go] = useLocation();
  const path = `/api/v1/calls/${encodeURIComponent(call.id)}`;
  return (
    <div className="page-doings">
      {!unreached(call) && (
        <a className="button button-quiet" href={`${path}/export?format=text`} download>
          <Icon name="download" size={16} /> Transcript
        </a>
      )}
      <a className="button button-quiet" href={`${path}/export?format=json`} download>
        <Icon name="download" size={16} /> JSON
      </a>
      {may && (
        <Button
          className="button button-quiet"
          onPress={() => {
            deleteLater(call.id, `The call of ${when(call.started_at)}`, path);
            go('/calls');
          }}
        >
          <Icon name="trash" size={16} /> Delete
        </Button>
      )}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What a call that reached nobody has in the place of words. */
function Unreached({ why }: { why: string }) {
  return (
    <Notice title={reason(why)}>
      <p>{UNREACHED[why]?.then}</p>
    </Notice>
  );
}

interface TranscriptProps {
  call: CallDetail;
  /** Where the recording stands, in seconds. */
  now: number | null;
  seek: ((seconds: number) => void) | null;
}

function Transcript({ call, now, seek }: TranscriptProps) {
  if (call.transcript.length === 0) {
    return (
      <Notice title="Nothing was said">
        <p>The call ended before either side spoke.</p>
      </Notice>
    );
  }
  const scale = sharedScale(call.turns_detail.map((turn) => turn.latency));
  const lines = seeTurns(call.transcript, call.turns_detail);
  const active = now === null || now === 0 ? -1 : lines.findLastIndex(({ line }) => line.start_ms <= now * 1000);
  return (
    <section className="call-transcript" aria-label="Transcript">
      {lines.map(({ line, turn }, i) => (
        <Utterance
          key={i}
          role={line.role}
          who={line.role === 'user' ? 'Caller' : line.role === 'operator' ? 'Operator' : agentName(call)}
          text={line.content}
          language={line.language}
          interrupted={line.interrupted}
          active={i === active}
          place={<Place ms={line.start_ms} seek={seek} />}
          turn={turn}
          scale={scale}
        />
      ))}
    </section>
  );
}

function Place({ ms, seek }: { ms: number; seek: TranscriptProps['seek'] }) {
  const time = clock(ms / 1000);
  if (seek === null) return <span className="place">{time}</span>;
  return (
    <button type="button" className="place" aria-label={`Play from ${time}`} onClick={() => seek(ms / 1000)}>
      {time}
    </button>
  );
}
