import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'wouter';
import type { ServerFailure } from '../server';

/** What stands where content would: while it loads, when there is none, when it failed. */
export function Notice({ title, children, role }: { title: string; children?: ReactNode; role?: 'status' | 'alert' }) {
  return (
    <div className="notice" role={role}>
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <div className="notice notice-loading" role="status">
      <span className="pulse" aria-hidden="true" />
      <p>Fetching {what}…</p>
    </div>
  );
}

export function Failed({ title, text, retry }: { title: string; text: string; retry?: () => void }) {
  return (
    <Notice title={title} role="alert">
      <p>{text}</p>
      {retry && (
        <Button className="button" onPress={retry}>
          Try again
        </Button>
      )}
    </Notice>
  );
}

/** The server gave no answer. */
export function Unanswered({ failure, retry }: { failure: ServerFailure; retry: () => void }) {
  switch (failure.kind) {
    case 'unreachable':
      return failure.code === null ? (
        <Failed
          title="The server is not reachable"
          text={`${failure.message} Check that it is running. This page asks again every five seconds.`}
          retry={retry}
        />
      ) : (
        <Failed title="The server cannot answer just now" text={`It says: ${failure.message}. This page asks again every five seconds.`} retry={retry} />
      );
    case 'signed-out':
      return (
        <Notice title="Not signed in" role="alert">
          <p>Sign in to see this.</p>
          <Link className="button" href="/sign-in">
            Sign in
          </Link>
        </Notice>
      );
    case 'missing':
      return <NotHere />;
    case 'refused':
      return <Failed title="The server could not answer" text={failure.message} retry={retry} />;
  }
}

export function NotHere() {
  return (
    <Notice title="Nothing is here">
      <p>The address may be mistyped, or what it named was deleted.</p>
      <Link className="button" href="/dashboard">
        Go to the dashboard
      </Link>
    </Notice>
  );
}
