import { type SubmitEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { ApiKeyWithSecret } from '../protocol';
import { post, ServerFailure } from '../server';
import { Field, Tick } from '../shell/Field';
import { Panel } from '../shell/Panel';
import { SCOPES } from './scopes';

interface Props {
  /** What its maker may do; a key gets no more. */
  mine: readonly string[];
  made: (key: ApiKeyWithSecret) => void;
  close: () => void;
}

export function NewKey({ mine, made, close }: Props) {
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (scopes.length === 0) {
      setFailure(new ServerFailure('refused', 'Choose at least one thing that the key may do.', { field: 'scopes' }));
      return;
    }
    const form = new FormData(event.currentTarget);
    const end = form.get('end');
    setBusy(true);
    setFailure(null);
    post<ApiKeyWithSecret>('/api/v1/keys', {
      name: form.get('name'),
      scopes,
      requests_per_minute: Number(form.get('rate')),
      // To the end of that day, as whoever chose it sees it.
      expires_at: typeof end !== 'string' || end === '' ? null : new Date(`${end}T23:59:59`).toISOString(),
    }).then(made, (thrown: unknown) => {
      setBusy(false);
      setFailure(ServerFailure.of(thrown));
    });
  };
  const about = (field: string) => (failure?.field === field ? failure.message : null);
  const elsewhere = failure !== null && !['name', 'scopes', 'requests_per_minute', 'expires_at'].includes(failure.field ?? '');

  return (
    <Panel title="New key" close={close}>
      <form className="form" onSubmit={submit}>
        {elsewhere && (
          <p className="trouble" role="alert">
            {failure.message}
          </p>
        )}
        <Field label="Name" help="What will use it, such as “nightly report”." error={about('name')}>
          {(control) => <input {...control} name="name" required maxLength={100} autoFocus autoComplete="off" />}
        </Field>
        <fieldset className="scopes">
          <legend>May</legend>
          {SCOPES.filter(({ scope }) => mine.includes(scope)).map(({ scope, label, help }) => (
            <Tick
              key={scope}
              label={label}
              help={help}
              on={scopes.includes(scope)}
              set={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
            />
          ))}
          <p className="field-error" role={about('scopes') === null ? undefined : 'alert'}>
            {about('scopes')}
          </p>
        </fieldset>
        <div className="pair">
          <Field label="Requests a minute" help="More are turned away with status 429." error={about('requests_per_minute')}>
            {(control) => <input {...control} name="rate" type="number" min={1} max={100_000} step={1} defaultValue={600} required />}
          </Field>
          <Field label="Good until" help="Empty: until it is revoked." error={about('expires_at')}>
            {(control) => <input {...control} name="end" type="date" />}
          </Field>
        </div>
        <div className="form-actions">
          <Button className="button button-main" type="submit" isDisabled={busy}>
            Make the key
          </Button>
          <Button className="button" onPress={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}
