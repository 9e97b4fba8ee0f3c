import { type SubmitEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { OfferedProvider } from '../protocol';
import { change, ServerFailure } from '../server';
import { Field } from '../shell/Field';
import { Panel } from '../shell/Panel';
import { undo } from '../shell/undo';
import { keyId } from './keyId';

interface Props {
  provider: OfferedProvider;
  /** Titles of all that the key switches on, this one's too. */
  shared: readonly string[];
  close: () => void;
  set: () => void;
}

export function SetKey({ provider: { name, title, vendor, environment }, shared, close, set }: Props) {
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    // A key that is on its way out must not take the new one along.
    if (vendor !== null) undo(keyId(vendor));
    change('PUT', `/api/v1/providers/${name}/key`, { body: { key: new FormData(event.currentTarget).get('key') } }).then(set, (thrown: unknown) => {
      setBusy(false);
      setFailure(ServerFailure.of(thrown));
    });
  };
  return (
    <Panel title={`Key of ${title}`} close={close}>
      <form className="form" onSubmit={submit}>
        <Field
          label="Key"
          help={`${shared.length > 1 ? `Switches on ${new Intl.ListFormat('en').format(shared)}. ` : ''}It is encrypted and never shown again. Your organisation’s agents use it from their next call${environment ? ', before the environment’s' : ''}.`}
          error={failure?.message ?? null}
        >
          {(control) => <input {...control} name="key" type="password" required maxLength={1000} autoFocus autoComplete="off" />}
        </Field>
        <div className="form-actions">
          <Button className="button button-main" type="submit" isDisabled={busy}>
            Keep it
          </Button>
          <Button className="button" onPress={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}
