import { useEffect, useRef, useState } from 'react';
import type { Agent, Agents } from '../protocol';
import { useServer } from '../server';
import { Loading, Notice, Unanswered } from '../shell/Notice';
import { useTitle } from '../shell/title';
import { AgentChoice, displayName } from './AgentChoice';
import { CallDock } from './CallDock';
import { Hearing } from './Hearing';
import { LiveCall } from './LiveCall';
import { TalkLog } from './TalkLog';
import { filledIn, TalkVariables } from './TalkVariables';
import { useLiveCall } from './useLiveCall';
import './talk.css';

/** Where an operator talks to an agent through this browser. */
export function TalkPage() {
  useTitle('Talk');
  const answer = useServer<Agents>('/api/v1/agents');
  return (
    <div className="page talk">
      <h1>Talk</h1>
      {answer.state === 'loading' && <Loading what="the agents" />}
      {answer.state === 'failed' && <Unanswered failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' && <Talk agents={answer.data.agents} />}
    </div>
  );
}

function Talk({ agents }: { agents: Agent[] }) {
  const [chosen, setChosen] = useState(() => agents.find((one) => one.id === wanted())?.id ?? agents[0]?.id ?? null);
  const [call, setCall] = useState<LiveCall | null>(null);
  const [given, setGiven] = useState<Record<string, string>>({});
  const view = useLiveCall(call);
  const meter = useRef<HTMLDivElement>(null);
  const agent = agents.find((one) => one.id === chosen);

  useEffect(() => () => call?.end(), [call]);

  if (agent === undefined) {
    return (
      <Notice title="There is no agent to talk to">
        <p>The server knows no agents yet. It adds the ones it ships with when it starts for the first time.</p>
      </Notice>
    );
  }

  const start = () => {
    const next = new LiveCall(agent.id, filledIn(given, agent.variables ?? {}), (level) => meter.current?.style.setProperty('--level', level.toFixed(3)));
    setCall(next);
    void next.start();
  };
  const busy = view !== null && (view.phase === 'connecting' || view.phase === 'talking');

  return (
    <div className="talk-columns">
      <aside className="talk-aside" data-busy={busy}>
        <AgentChoice agents={agents} chosen={agent} disabled={busy} choose={setChosen} />
        <TalkVariables own={agent.variables ?? {}} given={given} disabled={busy} give={setGiven} />
        <Hearing language={agent.language ?? null} />
      </aside>
      <div className="talk-main">
        <TalkLog view={view} agent={agent} agentName={view?.conversation.agent ?? displayName(agent)} />
        <CallDock view={view} meter={meter} start={start} end={() => call?.end()} mute={(muted) => call?.mute(muted)} />
      </div>
    </div>
  );
}

/** The agent that the address asks for, as in `/talk?agent=…`. */
function wanted(): string | null {
  return new URLSearchParams(location.search).get('agent');
}
