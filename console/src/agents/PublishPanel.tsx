import { type SubmitEvent } from 'react';
import { Button } from 'react-aria-components/Button';
import { Field } from '../shell/Field';
import { Panel } from '../shell/Panel';
import { Differences } from './Differences';
import type { EditedAgent } from './useAgent';

/** A last look before callers meet it. */
export function PublishPanel({ edited, close }: { edited: EditedAgent; close: () => void }) {
  const { agent } = edited.held;
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const note = new FormData(event.currentTarget).get('note');
    if (await edited.publish(typeof note === 'string' ? note : '')) close();
  };
  return (
    <Panel title={`Publish version ${agent.version + 1}?`} close={close}>
      <p>Calls that begin from now on meet it. The versions before stay, to go back to.</p>
      <Differences agent={agent.id} from={agent.version} to="draft" />
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Field label="Why" help="For whoever reads the list of versions." error={edited.failure?.message ?? null}>
          {(control) => <input {...control} name="note" maxLength={500} autoFocus autoComplete="off" />}
        </Field>
        <div className="form-actions">
          <Button className="button button-main" type="submit" isDisabled={edited.busy !== null}>
            {edited.busy === 'publish' ? 'Publishing…' : 'Publish'}
          </Button>
          <Button className="button" onPress={close}>
            Not yet
          </Button>
        </div>
      </form>
    </Panel>
  );
}
