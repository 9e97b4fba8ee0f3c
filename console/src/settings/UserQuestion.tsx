import { useState } from 'react';
import type { UserRole, User } from '../protocol';
import { change } from '../server';
import { Field } from '../shell/Field';
import { Question } from '../shell/Question';
import { invite, type Invited } from './Invitation';
import { ROLES } from './roles';

interface Props {
  user: User;
  close: () => void;
}

export function ChangeUser({ user, close, done }: Props & { done: () => void }) {
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState(user.role);
  return (
    <Question
      title={`Change ${user.email}`}
      text="What they may do changes at once, also where they are signed in."
      act="Keep"
      close={close}
      answer={async () => {
        await change('PATCH', `/api/v1/users/${user.id}`, { body: { name, role } });
        done();
      }}
    >
      <Field label="Name">{(control) => <input {...control} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />}</Field>
      <Field label="Role">
        {(control) => (
          <select {...control} value={role} onChange={(event) => setRole(event.target.value as UserRole)}>
            {ROLES.map((one) => (
              <option key={one.role} value={one.role}>
                {one.label}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Question>
  );
}

export function InviteAgain({ user, close, invited }: Props & { invited: (who: Invited) => void }) {
  return (
    <Question
      title={`A link for ${user.email}?`}
      text="It signs them in once, without their password. Links given out before are good no longer."
      act="Make a link"
      close={close}
      answer={async () => invited(await invite(user))}
    />
  );
}

export function SignOut({ user, close, done }: Props & { done: () => void }) {
  return (
    <Question
      title={`Sign ${user.email} out?`}
      text="All their sessions end, and links that wait for them. They may sign in again."
      act="Sign out"
      close={close}
      answer={async () => {
        await change('DELETE', `/api/v1/users/${user.id}/sessions`);
        done();
      }}
    />
  );
}

export function LockOut({ user, close, done }: Props & { done: () => void }) {
  const out = user.is_active;
  return (
    <Question
      title={out ? `Lock ${user.email} out?` : `Let ${user.email} in again?`}
      text={out ? 'Their sessions end, and they cannot sign in until somebody lets them in again.' : 'They may sign in with the password they had, or by a link.'}
      act={out ? 'Lock out' : 'Let in'}
      grave={out}
      close={close}
      answer={async () => {
        await change('PATCH', `/api/v1/users/${user.id}`, { body: { is_active: !out } });
        done();
      }}
    />
  );
}
