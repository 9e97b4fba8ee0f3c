import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { AgentVersion } from '../protocol';
import { useServer } from '../server';
import { Loading, Unanswered } from '../shell/Notice';
import { Panel } from '../shell/Panel';
import { fullTime, when } from '../time';
import { Differences } from './Differences';
import type { EditedAgent } from './useAgent';

/** What was published, newest first, and the way back to it. */
export function Versions({ edited, may }: { edited: EditedAgent; may: boolean }) {
  const { agent } = edited.held;
  const answer = useServer<{ versions: AgentVersion[] }>(`/api/v1/agents/${agent.id}/versions`);
  const [back, setBack] = useState<AgentVersion | null>(null);
  if (answer.state === 'loading') return <Loading what="the versions" />;
  if (answer.state === 'failed') return <Unanswered failure={answer.failure} retry={answer.retry} />;
  const { versions } = answer.data;
  return (
    <>
      <ol className="versions">
        {versions.map((version, i) => {
          const before = versions[i + 1];
          return (
            <li key={version.version}>
              <div className="version-head">
                <h2>Version {version.version}</h2>
                {version.version === agent.version && (
                  <span className="badge" data-tone="good">
                    callers meet this
                  </span>
                )}
                <span className="faint" title={fullTime(version.published_at)}>
                  {when(version.published_at)} by {version.published_by}
                </span>
                {may && version.version !== agent.version && (
                  <Button className="button button-small" onPress={() => setBack(version)}>
                    Roll back to version {version.version}
                  </Button>
                )}
              </div>
              {version.note !== '' && <p>{version.note}</p>}
              {before !== undefined && <Changes agent={agent.id} from={before.version} to={version.version} />}
            </li>
          );
        })}
      </ol>
      {back !== null && (
        <Panel title={`Roll back to version ${back.version}?`} close={() => setBack(null)}>
          <p>
            It is published again under a number of its own; version {agent.version} stays in the list.
            {agent.has_draft && ' The draft is given up.'} This is what changes:
          </p>
          <Differences agent={agent.id} from={agent.version} to={back.version} />
          {edited.failure !== null && (
            <p className="trouble" role="alert">
              {edited.failure.message}
            </p>
          )}
          <div className="form-actions">
            <Button
              className="button button-main"
              isDisabled={edited.busy !== null}
              onPress={() =>
                void edited.rollBack(back.version).then((done) => {
                  if (!done) return;
                  setBack(null);
                  answer.retry();
                })
              }
            >
              Roll back
            </Button>
            <Button className="button" onPress={() => setBack(null)}>
              Cancel
            </Button>
          </div>
        </Panel>
      )}
    </>
  );
}

function Changes({ agent, from, to }: { agent: string; from: number; to: number }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What changed</summary>
      {open && <Differences agent={agent} from={from} to={to} />}
    </details>
  );
}
