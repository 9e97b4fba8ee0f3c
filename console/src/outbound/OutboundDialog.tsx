import { type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from 'react-aria-components/Button';
import { Link, useLocation } from 'wouter';
import { type Page, useAll } from '../all';
import type { PublishedAgent } from '../protocol';
import { ServerFailure } from '../server';
import { Field } from '../shell/Field';
import { Icon } from '../shell/Icon';
import { Loading, Notice, Unanswered } from '../shell/Notice';
import { Panel } from '../shell/Panel';
import { filledIn, VariableFields } from '../talk/TalkVariables';
import { lastAgent, rememberAgent } from './lastAgent';
import { readNumber } from './number';
import { isUnsettled, place, type Wanted } from './place';
import { PlaceTrouble } from './PlaceTrouble';
import './outbound.css';

const activeOf = (page: Page): PublishedAgent[] => (page['agents'] as PublishedAgent[]).filter((agent) => agent.is_active);

/** Asks who is to call whom, and goes to the call once it is placed. */
export function OutboundDialog({ close }: { close: () => void }) {
  const agents = useAll('/api/v1/agents', activeOf);
  const [busy, setBusy] = useState(false);
  return (
    <Panel title="Outbound call" close={close} light={!busy}>
      {agents.state === 'loading' && <Loading what="the agents" />}
      {agents.state === 'failed' && <Unanswered failure={agents.failure} retry={agents.retry} />}
      {agents.state === 'ready' && <OutboundForm agents={agents.data} busy={busy} setBusy={setBusy} close={close} />}
    </Panel>
  );
}

interface Props {
  agents: readonly PublishedAgent[];
  busy: boolean;
  setBusy: (busy: boolean) => void;
  close: () => void;
}

function OutboundForm({ agents, busy, setBusy, close }: Props) {
  const [, go] = useLocation();
  const [chosen, setChosen] = useState(lastAgent);
  const [text, setText] = useState('');
  /** Whether somebody has finished writing the number, so that it may be found too short. */
  const [written, setWritten] = useState(false);
  const [given, setGiven] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const choice = useRef<HTMLSelectElement>(null);
  const line = useRef<HTMLInputElement>(null);
  const agent = agents.find(({ id }) => id === chosen) ?? agents[0];
  // It closes before the page changes, or it would hold the focus that belongs to the new one.
  const leave = () => flushSync(close);
  if (agent === undefined) return <NoAgent leave={leave} />;

  const reading = readNumber(text);
  const variables = filledIn(given, agent.variables);
  const wanted: Wanted = {
    agent_id: agent.id,
    to_number: reading.state === 'right' ? reading.number : '',
    ...(Object.keys(variables).length === 0 ? {} : { variables }),
  };
  const field = failure === null ? null : fieldOf(failure, Object.keys(agent.variables));
  const about = (name: string) => (field === name && failure !== null ? failure.message : null);
  const mend = (name: string) => {
    if (field === name) setFailure(null);
  };
  const wrong = reading.state === 'wrong' || (written && reading.state === 'unfinished') ? reading.why : null;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    if (reading.state !== 'right') {
      setWritten(true);
      line.current?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    place(wanted).then(
      (call) => {
        rememberAgent(agent.id);
        leave();
        go(`/calls/${encodeURIComponent(call.id)}`);
      },
      (thrown: unknown) => {
        const refused = ServerFailure.of(thrown);
        setBusy(false);
        setFailure(refused);
        if (refused.field === 'to_number') line.current?.focus();
        if (fieldOf(refused, []) === 'agent_id') choice.current?.focus();
      },
    );
  };

  return (
    <form className="form outbound" onSubmit={submit} noValidate>
      {failure !== null && field === null && <PlaceTrouble failure={failure} unsettled={isUnsettled(wanted)} leave={leave} />}
      <Field label="Agent" help={agent.description} error={about('agent_id')}>
        {(control) => (
          <select
            {...control}
            ref={choice}
            value={agent.id}
            onChange={(event) => {
              setChosen(event.target.value);
              mend('agent_id');
            }}
          >
            {agents.map(({ id, display_name }) => (
              <option key={id} value={id}>
                {display_name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label="Number"
        help={reading.state === 'right' ? <span className="outbound-read">Calls {reading.number}</span> : 'With the country’s code: +1 555 123 4567, or 001 555 123 4567.'}
        error={wrong ?? about('to_number')}
      >
        {(control) => (
          <input
            {...control}
            ref={line}
            type="tel"
            autoFocus
            autoComplete="off"
            aria-required
            maxLength={60}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              mend('to_number');
            }}
            onBlur={() => setWritten(text.trim() !== '')}
          />
        )}
      </Field>
      {Object.keys(agent.variables).length > 0 && (
        <fieldset className="outbound-variables">
          <legend>Variables of this call</legend>
          <VariableFields own={agent.variables} given={given} disabled={false} about={(name) => about(`variables.${name}`)} give={setGiven} />
          <p className="field-error" role={about('variables') === null ? undefined : 'alert'}>
            {about('variables')}
          </p>
        </fieldset>
      )}
      <div className="form-actions">
        <Button className="button button-main" type="submit" isPending={busy}>
          <Icon name="phone" size={16} /> {busy ? 'Placing the call…' : isUnsettled(wanted) ? 'Try again' : 'Call'}
        </Button>
        <Button className="button" isDisabled={busy} onPress={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** The field of the form at which a refusal stands; null for none. */
function fieldOf({ kind, field }: ServerFailure, variables: readonly string[]): string | null {
  if (field === 'to_number' || field === 'agent_id') return field;
  if (field?.startsWith('variables') === true) return variables.some((name) => field === `variables.${name}`) ? field : variables.length > 0 ? 'variables' : null;
  return field === null && kind === 'missing' ? 'agent_id' : null;
}

function NoAgent({ leave }: { leave: () => void }) {
  return (
    <Notice title="No agent can call">
      <p>There is none that takes calls: make one, or switch one on.</p>
      <Link className="button" href="/agents" onClick={leave}>
        Go to the agents
      </Link>
    </Notice>
  );
}
