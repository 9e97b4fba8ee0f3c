import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'wouter';
import '../agents/agents.css';
import { filled } from '../agents/settings';
import { useAll } from '../all';
import type { SystemPrompt } from '../protocol';
import { change, ServerFailure } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading, Notice, Unanswered } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { deleteLater, useFarewells } from '../shell/undo';
import { PromptPanel } from './PromptPanel';
import { PROMPTS, promptsOf } from './prompts';
import './prompts.css';

type Open = { before: SystemPrompt | null } | null;

/** What agents can begin from. */
export function PromptsPage() {
  useTitle('Prompts');
  const answer = useAll(PROMPTS, promptsOf);
  const may = useMay('agents:write') === true;
  const [open, setOpen] = useState<Open>(null);
  return (
    <div className="page">
      <div className="page-head">
        <h1>Prompts</h1>
        {may && (
          <Button className="button button-main" onPress={() => setOpen({ before: null })}>
            <Icon name="add" size={16} /> New prompt
          </Button>
        )}
        <p className="lead">What a new agent can begin from. An agent keeps what it began with, whatever becomes of the prompt here.</p>
      </div>
      {answer.state === 'loading' && <Loading what="the prompts" />}
      {answer.state === 'failed' && <Unanswered failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' && <PromptList prompts={answer.data} may={may} edit={(before) => setOpen({ before })} changed={answer.retry} />}
      {open !== null && (
        <PromptPanel
          before={open.before}
          close={() => setOpen(null)}
          kept={() => {
            setOpen(null);
            answer.retry();
          }}
        />
      )}
    </div>
  );
}

interface ListProps {
  prompts: SystemPrompt[];
  may: boolean;
  edit: (one: SystemPrompt) => void;
  changed: () => void;
}

function PromptList({ prompts, may, edit, changed }: ListProps) {
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const hidden = new Set(useFarewells().flatMap((one) => (one.state === 'failed' ? [] : [one.id])));
  const shown = prompts.filter((one) => !hidden.has(one.id));
  if (shown.length === 0) {
    return (
      <Notice title="No prompts yet">
        <p>Say once how your agents talk and what they must not do, and begin each new one from it.</p>
      </Notice>
    );
  }
  const prefer = (one: SystemPrompt) => {
    setFailure(null);
    change('PATCH', `${PROMPTS}/${one.id}`, { body: { is_default: !one.is_default } }).then(changed, (thrown: unknown) => setFailure(ServerFailure.of(thrown)));
  };
  return (
    <>
      {failure !== null && (
        <p className="trouble" role="alert">
          {failure.message}
        </p>
      )}
      <ul className="agents">
        {shown.map((one) => (
          <li className="agent" key={one.id}>
            <div className="agent-head">
              <h2>{one.name}</h2>
              {one.category !== null && <span className="badge">{one.category}</span>}
              {may ? (
                <Button className="button button-quiet prompt-star" aria-label={`New agents begin from ${one.name}`} aria-pressed={one.is_default} onPress={() => prefer(one)}>
                  <Icon name="star" />
                </Button>
              ) : (
                one.is_default && <span className="badge">New agents begin from it</span>
              )}
            </div>
            <p className="agent-about prompt-preview">{filled(one.content, one.variables)}</p>
            <p className="faint">{one.description ?? ''}</p>
            {may && (
              <div className="form-actions">
                <Link className="button button-small" href={`/agents/new?prompt=${one.id}`} aria-label={`New agent from ${one.name}`}>
                  New agent
                </Link>
                <Button className="button button-small" aria-label={`Change ${one.name}`} onPress={() => edit(one)}>
                  Change
                </Button>
                <Button className="button button-small" aria-label={`Delete ${one.name}`} onPress={() => deleteLater(one.id, one.name, `${PROMPTS}/${one.id}`)}>
                  Delete
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
