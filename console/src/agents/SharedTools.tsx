import { Link } from 'wouter';
import { useAll } from '../all';
import { FUNCTIONS, functionsOf } from '../functions/functions';
import { Tick } from '../shell/Field';

const END_CALL = 'end_call';

interface Props {
  /** Names of those that the agent has. */
  tools: readonly string[];
  change: (tools: string[]) => void;
  error: string | null;
}

/** What agents share: a tick for what is built in, and for each function of the organisation. */
export function SharedTools({ tools, change, error }: Props) {
  const answer = useAll(FUNCTIONS, functionsOf);
  const functions = answer.state === 'ready' ? answer.data : [];
  const gone = answer.state === 'ready' ? tools.filter((name) => name !== END_CALL && !functions.some((one) => one.name === name)) : [];
  const tick = (name: string, label: string, help: string) => (
    <Tick
      key={name}
      label={label}
      help={help}
      on={tools.includes(name)}
      set={(on) => change(on ? [...tools, name] : tools.filter((other) => other !== name))}
    />
  );
  return (
    <div className="shared-tools">
      {tick(END_CALL, 'Hangs up', 'When both have said goodbye, by the built-in tool end_call.')}
      <fieldset className="variables">
        <legend>Functions it shares</legend>
        <p className="field-help">
          What other agents can do as well. They are made on the page <Link href="/functions">Functions</Link>.
        </p>
        {functions.map((one) => tick(one.name, one.name, one.is_active ? one.description : 'Switched off: no agent is offered it.'))}
        {gone.map((name) => tick(name, name, 'There is no function of this name.'))}
        {answer.state === 'failed' && <p className="field-error">{answer.failure.message}</p>}
      </fieldset>
      <p className="field-error" role={error === null ? undefined : 'alert'}>
        {error}
      </p>
    </div>
  );
}
