import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { post, ServerFailure } from '../server';
import { Field } from '../shell/Field';
import { Mark } from '../shell/Mark';
import { Loading } from '../shell/Notice';
import { sentence } from '../shell/sentence';
import { useTitle } from '../shell/title';
import { pageAfter } from './after';
import './access.css';

/** Where one comes in: by the link that the server printed, or with an address and a password. */
export function SignInPage() {
  useTitle('Sign in');
  const [link] = useState(() => location.hash.slice(1));
  const [trouble, setTrouble] = useState<string | null>(null);
  const [entering, setEntering] = useState<'link' | 'password' | null>(link === '' ? null : 'link');

  const enter = (how: 'link' | 'password', path: string, body: object) => {
    setEntering(how);
    setTrouble(null);
    // A whole new page: what was asked for before signing in is asked for again.
    post(path, body).then(
      () => location.replace(pageAfter(location.search)),
      (thrown: unknown) => {
        setEntering(null);
        setTrouble(sentence(ServerFailure.of(thrown).message));
      },
    );
  };

  const redeemed = useRef(false);
  useEffect(() => {
    if (link === '' || redeemed.current) return;
    redeemed.current = true;
    // The link works once; it need not stand in the address bar any longer.
    history.replaceState(null, '', '/sign-in');
    enter('link', '/api/v1/auth/link', { token: link });
  }, [link]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    enter('password', '/api/v1/auth/login', { email: form.get('email'), password: form.get('password') });
  };

  return (
    <div className="sign-in">
      <div className="sign-in-card">
        <p className="brand">
          <Mark /> Antiphon
        </p>
        <h1>Sign in</h1>
        {entering === 'link' ? (
          <Loading what="your session" />
        ) : (
          <form className="form" onSubmit={submit}>
            {trouble !== null && (
              <p className="trouble" role="alert">
                {trouble}
              </p>
            )}
            <Field label="Email address">{(control) => <input {...control} name="email" type="email" autoComplete="username" required autoFocus />}</Field>
            <Field label="Password">{(control) => <input {...control} name="password" type="password" autoComplete="current-password" required />}</Field>
            <Button className="button button-main" type="submit" isDisabled={entering !== null}>
              {entering === 'password' ? 'Signing in…' : 'Sign in'}
            </Button>
          </form>
        )}
        <p className="sign-in-help">
          <strong>For the first time?</strong> Open the link that the server printed when it started. It works once, within 24 hours; until an owner has a
          password, each start prints another.
        </p>
      </div>
    </div>
  );
}
