import { type SubmitEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ownAddress } from '../access/address';
import type { Me } from '../protocol';
import { change, ServerFailure } from '../server';
import { Field } from '../shell/Field';

interface Props {
  user: NonNullable<Me['user']>;
  done: () => void;
}

/** One's own password, and with the first one the address it belongs to. */
export function Password({ user, done }: Props) {
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [kept, setKept] = useState(false);
  const about = (field: string) => (failure?.field === field ? failure.message : null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    setKept(false);
    setFailure(null);
    if (form.get('password') !== form.get('again')) {
      setFailure(new ServerFailure('refused', 'This is not the same as above.', { field: 'again' }));
      return;
    }
    const email = form.get('email');
    change<Me>('PATCH', '/api/v1/auth/me', {
      body: {
        password: form.get('password'),
        ...(user.has_password ? { current_password: form.get('current_password') } : {}),
        ...(email === null || email === user.email ? {} : { email }),
      },
    }).then(
      () => {
        element.reset();
        setKept(true);
        done();
      },
      (thrown: unknown) => setFailure(ServerFailure.of(thrown)),
    );
  };
  const elsewhere = failure !== null && !['current_password', 'password', 'again', 'email'].includes(failure.field ?? '');
  return (
    <form className="form" onSubmit={submit}>
      {elsewhere && (
        <p className="trouble" role="alert">
          {failure.message}
        </p>
      )}
      {user.has_password ? (
        <>
          <input type="hidden" autoComplete="username" value={user.email} readOnly />
          <Field label="Password until now" error={about('current_password')}>
            {(control) => <input {...control} name="current_password" type="password" autoComplete="current-password" required />}
          </Field>
        </>
      ) : (
        <Field label="Email address" help="What you sign in with." error={about('email')}>
          {(control) => <input {...control} name="email" type="email" autoComplete="username" defaultValue={ownAddress(user.email)} placeholder="you@example.org" required />}
        </Field>
      )}
      <Field label="New password" help="At least 12 characters. Several words make a good one." error={about('password')}>
        {(control) => <input {...control} name="password" type="password" autoComplete="new-password" minLength={12} required />}
      </Field>
      <Field label="New password, again" error={about('again')}>
        {(control) => <input {...control} name="again" type="password" autoComplete="new-password" minLength={12} required />}
      </Field>
      <div className="form-actions">
        <Button className="button button-main" type="submit">
          Keep the new password
        </Button>
        <span role="status">{kept && 'Kept. Your other sessions have ended.'}</span>
      </div>
    </form>
  );
}
