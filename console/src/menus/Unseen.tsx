import type { ServerFailure } from '../server';
import { Notice, Unanswered } from '../shell/Notice';

/** Why there is nothing to see: also that whoever looks may not. */
export function Unseen({ failure, retry }: { failure: ServerFailure; retry: () => void }) {
  if (failure.status !== 403) return <Unanswered failure={failure} retry={retry} />;
  return (
    <Notice title="Keypad menus are not shown to you" role="alert">
      <p>They need the scope ivr-menus:read. An owner can change what you are here as.</p>
    </Notice>
  );
}
