import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { Link, useLocation } from 'wouter';
import type { AgentSettings, PublishedAgent } from '../protocol';
import { ServerFailure, useServer } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading, Unanswered } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { deleteLater } from '../shell/undo';
import { AgentForm } from './AgentForm';
import { Documents } from './Documents';
import { duplicate } from './duplicate';
import { settingsOf } from './settings';
import { type Held, useAgent } from './useAgent';
import { mayLeave } from './useUnsaved';
import { Versions } from './Versions';
import './agents.css';

/** One agent: its settings, and what it was before. */
export function AgentPage({ id }: { id: string }) {
  const [reading, setReading] = useState(0);
  return (
    <div className="page">
      <Link className="back" href="/agents">
        <Icon name="back" size={16} /> Agents
      </Link>
      <Read key={reading} id={id} again={() => setReading((n) => n + 1)} />
    </div>
  );
}

function Read({ id, again }: { id: string; again: () => void }) {
  const answer = useServer<PublishedAgent>(`/api/v1/agents/${encodeURIComponent(id)}`);
  if (answer.state === 'loading') return <Loading what="the agent" />;
  if (answer.state === 'failed') return <Unanswered failure={answer.failure} retry={answer.retry} />;
  const { data: agent, tag } = answer;
  if (agent.has_draft) return <ReadDraft agent={agent} again={again} />;
  return <Editor start={{ agent, saved: settingsOf(agent), tag }} again={again} />;
}

function ReadDraft({ agent, again }: { agent: PublishedAgent; again: () => void }) {
  const answer = useServer<AgentSettings>(`/api/v1/agents/${agent.id}/draft`);
  if (answer.state === 'loading') return <Loading what="the draft" />;
  if (answer.state === 'failed') return <Unanswered failure={answer.failure} retry={again} />;
  return <Editor start={{ agent, saved: answer.data, tag: answer.tag }} again={again} />;
}

function Editor({ start, again }: { start: Held; again: () => void }) {
  const edited = useAgent(start);
  const { agent } = edited.held;
  const may = useMay('agents:write');
  const [, go] = useLocation();
  const [trouble, setTrouble] = useState<string | null>(null);
  useTitle(agent.display_name);
  const copy = () => {
    if (edited.dirty && !mayLeave()) return;
    duplicate(edited.held.saved).then(
      (made) => go(`/agents/${made.id}`),
      (thrown: unknown) => setTrouble(ServerFailure.of(thrown).message),
    );
  };
  return (
    <>
      <div className="page-head">
        <h1>{agent.display_name}</h1>
        <span className="badge" data-tone="good">
          Version {agent.version}
        </span>
        {agent.has_draft && (
          <span className="badge" data-tone="new">
            Draft not published
          </span>
        )}
        {!agent.is_active && <span className="badge">Takes no calls</span>}
        <span className="agent-doings">
          <Link className="button" href={`/talk?agent=${agent.id}`}>
            <Icon name="talk" size={16} /> Talk
          </Link>
          {may === true && (
            <>
              <Button className="button" onPress={copy}>
                <Icon name="copy" size={16} /> Duplicate
              </Button>
              <Button
                className="button"
                onPress={() => {
                  deleteLater(agent.id, agent.display_name, `/api/v1/agents/${agent.id}`);
                  go('/agents');
                }}
              >
                <Icon name="trash" size={16} /> Delete
              </Button>
            </>
          )}
        </span>
      </div>
      {trouble !== null && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      <Tabs className="tabs">
        <TabList aria-label="Parts of the agent">
          <Tab id="settings">Settings</Tab>
          <Tab id="documents">Documents</Tab>
          <Tab id="versions">Versions</Tab>
        </TabList>
        <TabPanel id="settings">
          <AgentForm edited={edited} may={may} readAgain={again} />
        </TabPanel>
        <TabPanel id="documents">
          <Documents agent={agent.id} may={may === true} />
        </TabPanel>
        <TabPanel id="versions">
          <Versions key={agent.version} edited={edited} may={may === true} />
        </TabPanel>
      </Tabs>
    </>
  );
}
