import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import '../agents/agents.css';
import { useAll } from '../all';
import type { CustomFunction } from '../protocol';
import { change, ServerFailure } from '../server';
import { Tick } from '../shell/Field';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading, Notice, Unanswered } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { deleteLater, useFarewells } from '../shell/undo';
import { FunctionPanel } from './FunctionPanel';
import { FUNCTIONS, functionsOf } from './functions';
import { argumentsOf } from './schema';

type Open = { before: CustomFunction | null } | null;

/** What all agents can do that name it. */
export function FunctionsPage() {
  useTitle('Functions');
  const answer = useAll(FUNCTIONS, functionsOf);
  const may = useMay('agents:write') === true;
  const [open, setOpen] = useState<Open>(null);
  return (
    <div className="page">
      <div className="page-head">
        <h1>Functions</h1>
        {may && (
          <Button className="button button-main" onPress={() => setOpen({ before: null })}>
            <Icon name="add" size={16} /> New function
          </Button>
        )}
        <p className="lead">
          What agents can do by asking an address. An agent has one whose name stands among its tools; a change counts from its next call.
        </p>
      </div>
      {answer.state === 'loading' && <Loading what="the functions" />}
      {answer.state === 'failed' && <Unanswered failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' && <FunctionList functions={answer.data} may={may} edit={(before) => setOpen({ before })} changed={answer.retry} />}
      {open !== null && (
        <FunctionPanel
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
  functions: CustomFunction[];
  may: boolean;
  edit: (one: CustomFunction) => void;
  changed: () => void;
}

function FunctionList({ functions, may, edit, changed }: ListProps) {
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  // What was switched last, until the list comes anew.
  const [wish, setWish] = useState<{ of: CustomFunction; on: boolean } | null>(null);
  const isOn = (one: CustomFunction) => (wish?.of === one ? wish.on : one.is_active);
  const hidden = new Set(useFarewells().flatMap((one) => (one.state === 'failed' ? [] : [one.id])));
  const shown = functions.filter((one) => !hidden.has(one.id));
  if (shown.length === 0) {
    return (
      <Notice title="No functions yet">
        <p>Look up an order, book an appointment, tell the weather: a function asks a server of yours while somebody is on the line.</p>
      </Notice>
    );
  }
  const offer = (one: CustomFunction, on: boolean) => {
    setFailure(null);
    setWish({ of: one, on });
    change('PATCH', `${FUNCTIONS}/${one.id}`, { body: { is_active: on } }).then(changed, (thrown: unknown) => {
      setWish(null);
      setFailure(ServerFailure.of(thrown));
    });
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
              <h2 className="mono">{one.name}</h2>
              <span className="badge">{one.method}</span>
              {!isOn(one) && <span className="badge">Switched off</span>}
              {one.webhook_url === null && <span className="badge">No address yet</span>}
            </div>
            <p className="agent-about">{one.description === '' ? <span className="faint">No description.</span> : one.description}</p>
            <p className="faint">
              {one.webhook_url !== null && (
                <>
                  {new URL(one.webhook_url).host}
                  <br />
                </>
              )}
              {argumentsOf(one.parameters) || 'No arguments'}
            </p>
            {may && (
              <div className="form-actions">
                <Tick label="Offered" on={isOn(one)} set={(on) => offer(one, on)} />
                <Button className="button button-small" aria-label={`Change ${one.name}`} onPress={() => edit(one)}>
                  Change
                </Button>
                <Button className="button button-small" aria-label={`Delete ${one.name}`} onPress={() => deleteLater(one.id, one.name, `${FUNCTIONS}/${one.id}`)}>
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
