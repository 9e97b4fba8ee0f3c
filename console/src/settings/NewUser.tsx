import { type SubmitEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { User } from '../protocol';
import { post, ServerFailure } from '../server';
import { Field } from '../shell/Field';
import { Panel } from '../shell/Panel';
import { invite, type Invited } from './Invitation';
import { ROLES } from './roles';

interface Props {
  invited: (who: Invited) => void;
  close: () => void;
}

export function NewUser({ invited, close }: Props) {
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    post<User>('/api/v1/users', { email: form.get('email'), name: form.get('name'), role: form.get('role') })
      .then(invite)
      .then(invited, (thrown: unknown) => {
        setBusy(false);
        setFailure(ServerFailure.of(thrown));
      });
  };
  const about = (field: string) => (failure?.field === field ? failure.message : null);
  const elsewhere = failure !== null && !['email', 'name', 'role'].includes(failure.field ?? '');
  return (
    <Panel title="Add somebody" close={close}>
      <form className="form" onSubmit={submit}>
        {elsewhere && (
          <p className="trouble" role="alert">
            {failure.message}
          </p>
        )}
        <Field label="Email address" help="What they sign in with. No mail is sent." error={about('email')}>
          {(control) => <input {...control} name="email" type="email" required autoFocus autoComplete="off" />}
        </Field>
        <Field label="Name" error={about('name')}>
          {(control) => <input {...control} name="name" maxLength={200} autoComplete="off" />}
        </Field>
        <Field label="Role" error={about('role')}>
          {(control) => (
            <select {...control} name="role" defaultValue="operator">
              {ROLES.map(({ role, label }) => (
                <option key={role} value={role}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="form-actions">
          <Button className="button button-main" type="submit" isDisabled={busy}>
            Add, and make a link
          </Button>
          <Button className="button" onPress={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}
