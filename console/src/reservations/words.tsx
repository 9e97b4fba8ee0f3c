import type { ReservationStatus } from '../protocol';
import type { ServerFailure } from '../server';
import { Notice, Unanswered } from '../shell/Notice';
import { STATUSES } from './reservations';

/** How a reservation stands, in a word and a colour. */
export function Standing({ status }: { status: ReservationStatus }) {
  const { word, tone } = STATUSES[status];
  return (
    <span className="badge reservation-badge" data-tone={tone} data-status={status}>
      {word}
    </span>
  );
}

/** Why there is nothing to see: also that whoever looks may not. */
export function Unseen({ failure, retry }: { failure: ServerFailure; retry: () => void }) {
  if (failure.status !== 403) return <Unanswered failure={failure} retry={retry} />;
  return (
    <Notice title="Reservations are not shown to you" role="alert">
      <p>They need the scope reservations:read. An owner can change what you are here as.</p>
    </Notice>
  );
}
