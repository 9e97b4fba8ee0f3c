import { Link } from 'wouter';
import type { ServerFailure } from '../server';
import { sentence } from '../shell/sentence';
import { perhapsPlaced } from './place';

interface Props {
  failure: ServerFailure;
  unsettled: boolean;
  /** Closes what it stands in. */
  leave: () => void;
}

/** Why there is no call, or that nobody knows whether there is one. */
export function PlaceTrouble({ failure, unsettled, leave }: Props) {
  const call = perhapsPlaced(failure);
  return (
    <div className="trouble outbound-trouble" role="alert">
      <p>{sentence(failure.message)}</p>
      {unsettled && (
        <p>
          {failure.code !== 'carrier_silent' && 'It is not known whether the call was placed. '}
          “Try again” asks for the same call, so that nobody is called twice; with anything changed it would be another call.
        </p>
      )}
      {call !== null && (
        <Link href={`/calls/${encodeURIComponent(call)}`} onClick={leave}>
          See how that call stands
        </Link>
      )}
    </div>
  );
}
