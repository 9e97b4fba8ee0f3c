import type { ServerFailure } from '../server';
import { Notice, Unanswered } from '../shell/Notice';
import type { DeliveryStatus } from '../protocol';
import { STATUSES } from './webhooks';

/** How a delivery stands, in a word and a colour. */
export function Standing({ status }: { status: DeliveryStatus }) {
  return (
    <span className="standing" data-status={status}>
      {STATUSES[status]}
    </span>
  );
}

/** The events that a webhook is told. */
export function Events({ events }: { events: readonly string[] }) {
  return (
    <ul className="event-badges" aria-label="Events">
      {events.map((event) => (
        <li key={event} className="badge">
          {event}
        </li>
      ))}
    </ul>
  );
}

/** Why there is nothing to see: also that whoever looks may not. */
export function Unseen({ failure, retry }: { failure: ServerFailure; retry: () => void }) {
  if (failure.status !== 403) return <Unanswered failure={failure} retry={retry} />;
  return (
    <Notice title="Webhooks are not shown to you" role="alert">
      <p>Operators, developers and owners see them. An owner can change what you are here as.</p>
    </Notice>
  );
}
