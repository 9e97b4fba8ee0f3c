import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link, useLocation } from 'wouter';
import type { PublishedAgent, PublishedAgents } from '../protocol';
import { get, ServerFailure, useServer } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading, Notice, Unanswered } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { deleteLater, useFarewells } from '../shell/undo';
import { languageName } from '../talk/language';
import { duplicate } from './duplicate';
import { settingsOf } from './settings';
import './agents.css';

const PAGE = 60;

/** Everybody who answers calls here. */
export function AgentsPage() {
  useTitle('Agents');
  const first = useServer<PublishedAgents>(`/api/v1/agents?limit=${PAGE}`);
  const may = useMay('agents:write') === true;
  return (
    <div className="page">
      <div className="page-head">
        <h1>Agents</h1>
        {may && (
          <Link className="button button-main" href="/agents/new">
            <Icon name="add" size={16} /> New agent
          </Link>
        )}
      </div>
      {first.state === 'loading' && <Loading what="the agents" />}
      {first.state === 'failed' && <Unanswered failure={first.failure} retry={first.retry} />}
      {first.state === 'ready' && <AgentList first={first.data} may={may} />}
    </div>
  );
}

function AgentList({ first, may }: { first: PublishedAgents; may: boolean }) {
  const [pages, setPages] = useState([first]);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const hidden = new Set(useFarewells().flatMap((one) => (one.state === 'failed' ? [] : [one.id])));
  const agents = pages.flatMap((page) => page.agents).filter((agent) => !hidden.has(agent.id));
  const next = pages.at(-1)?.next ?? null;

  if (agents.length === 0 && next === null) {
    return (
      <Notice title="No agents yet">
        <p>An agent answers calls: give it a name, a greeting and what it is there for.</p>
        {may && (
          <Link className="button button-main" href="/agents/new">
            Make the first agent
          </Link>
        )}
      </Notice>
    );
  }
  const more = (after: string) => {
    setFailure(null);
    get<PublishedAgents>(`/api/v1/agents?limit=${PAGE}&after=${encodeURIComponent(after)}`).then(
      (page) => setPages((before) => [...before, page]),
      (thrown: unknown) => setFailure(ServerFailure.of(thrown)),
    );
  };
  return (
    <>
      <ul className="agents">
        {agents.map((agent) => (
          <AgentCard key={agent.id} agent={agent} may={may} failed={setFailure} />
        ))}
      </ul>
      {failure && <p className="trouble" role="alert">{failure.message}</p>}
      {next !== null && (
        <Button className="button" onPress={() => more(next)}>
          Show more agents
        </Button>
      )}
    </>
  );
}

interface CardProps {
  agent: PublishedAgent;
  may: boolean;
  failed: (failure: ServerFailure) => void;
}

function AgentCard({ agent, may, failed }: CardProps) {
  const [, go] = useLocation();
  const name = agent.display_name;
  const tools = agent.tools_enabled.length + agent.tools.length;
  const copy = () => {
    duplicate(settingsOf(agent)).then(
      (made) => go(`/agents/${made.id}`),
      (thrown: unknown) => failed(ServerFailure.of(thrown)),
    );
  };
  return (
    <li className="agent">
      <div className="agent-head">
        <h2>
          <Link href={`/agents/${agent.id}`}>{name}</Link>
        </h2>
        {agent.has_draft && (
          <span className="badge" data-tone="new">
            Draft
          </span>
        )}
        {!agent.is_active && <span className="badge">Takes no calls</span>}
      </div>
      <p className="agent-about">{agent.description === '' ? <span className="faint">No description.</span> : agent.description}</p>
      <p className="faint">
        {languageName(agent.language)} · {agent.llm_model ?? 'the server’s own model'} · version {agent.version}
        {tools > 0 && ` · ${tools === 1 ? '1\u00a0tool' : `${tools}\u00a0tools`}`}
      </p>
      <div className="form-actions">
        <Link className="button button-small" href={`/talk?agent=${agent.id}`} aria-label={`Talk to ${name}`}>
          Talk
        </Link>
        {may && (
          <>
            <Button className="button button-small" aria-label={`Duplicate ${name}`} onPress={copy}>
              Duplicate
            </Button>
            <Button className="button button-small" aria-label={`Delete ${name}`} onPress={() => deleteLater(agent.id, name, `/api/v1/agents/${agent.id}`)}>
              Delete
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
