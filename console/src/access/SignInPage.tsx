import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { post, ServerFailure } from '../server';
import { Loading } from '../shell/Notice';
import { useTitle } from '../shell/title';
import './access.css';

/** Where one comes in: by the link that the server printed, or with an address and a password. */
export function SignInPage() {
  useTitle('Sign in');
  const [link] = useState(() => location.hash.slice(1));
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(link !== '');

  const enter = (path: string, body: object) => {
    setBusy(true);
    setTrouble(null);
    // A whole new page: what was asked for before signing in is asked for again.
    post(path, body).then(
      () => location.replace('/'),
      (failure: unknown) => {
        setBusy(false);
        setTrouble(failure instanceof ServerFailure ? failure.message : String(failure));
      },
    );
  };

  const redeemed = useRef(false);
  useEffect(() => {
    if (link === '' || redeemed.current) return;
    redeemed.current = true;
    // The link works once; it need not stand in the address bar any longer.
    history.replaceState(null, '', '/sign-in');
    enter('/api/v1/auth/link', { token: link });
  }, [link]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    enter('/api/v1/auth/login', { email: form.get('email'), password: form.get('password') });
  };

  return (
    <div className="page sign-in">
      <h1>Sign in</h1>
      {busy ? (
        <Loading what="your session" />
      ) : (
        <form onSubmit={submit}>
          {trouble !== null && <p role="alert">{trouble}</p>}
          <label>
            Email address
            <input name="email" type="email" autoComplete="username" required />
          </label>
          <label>
            Password
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          <Button className="button" type="submit">
            Sign in
          </Button>
          <p>For the first time, open the link that the server printed when it started.</p>
        </form>
      )}
    </div>
  );
}
