import { Fragment, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Delivery } from '../protocol';
import { Icon } from '../shell/Icon';
import { fullTime, wait, when } from '../time';
import { Standing } from './words';

interface Props {
  deliveries: Delivery[];
  /** Sends one again; null for those who may not. */
  again: ((one: Delivery) => void) | null;
  busy: boolean;
}

/** Deliveries, newest first, each with what was answered. */
export function DeliveryTable({ deliveries, again, busy }: Props) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const turn = (id: string) => setUnfolded((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])));
  return (
    <table className="rows deliveries">
      <thead>
        <tr>
          <th scope="col">Event</th>
          <th scope="col">When</th>
          <th scope="col">Status</th>
          <th scope="col">Tries</th>
          <th scope="col">HTTP status</th>
          <th scope="col">Latency</th>
          <th scope="col">
            <span className="visually-hidden">Answer, and send again</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((one) => (
          <Fragment key={one.id}>
            <tr data-unfolded={unfolded.has(one.id)}>
              <td className="delivery-event" title={one.event_id}>{one.event}</td>
              <td className="delivery-when" title={fullTime(one.created_at)}>
                {when(one.created_at)}
              </td>
              <td className="delivery-status">
                <Standing status={one.status} />
                <Why of={one} />
              </td>
              <td data-label="Tries">{one.attempts}</td>
              <td data-label="HTTP">{one.status_code ?? <span className="faint">–</span>}</td>
              <td data-label="Latency">{one.latency_ms === null ? <span className="faint">–</span> : wait(one.latency_ms)}</td>
              <td>
                <div className="doings">
                  {one.response !== null && one.response !== '' && (
                    <Button
                      className="button button-small delivery-unfold"
                      aria-expanded={unfolded.has(one.id)}
                      aria-controls={`answer-${one.id}`}
                      aria-label={`Answer to ${one.event} of ${when(one.created_at)}`}
                      onPress={() => turn(one.id)}
                    >
                      Answer <Icon name="chevron" size={14} />
                    </Button>
                  )}
                  {again !== null && (
                    <Button className="button button-small" aria-label={`Send again ${one.event} of ${when(one.created_at)}`} isDisabled={busy} onPress={() => again(one)}>
                      Send again
                    </Button>
                  )}
                </div>
              </td>
            </tr>
            {unfolded.has(one.id) && (
              <tr className="delivery-answer" id={`answer-${one.id}`}>
                <td colSpan={7}>
                  <pre className="mono" tabIndex={0}>
                    {one.response}
                  </pre>
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** What went wrong, and when it is tried again. */
function Why({ of: { status, error, next_attempt_at } }: { of: Delivery }) {
  if (status !== 'failed' && status !== 'dead') return null;
  return (
    <span className="delivery-why faint">
      {error !== null && error !== '' && <span>{error}</span>}
      {status === 'failed' && next_attempt_at !== null && <span title={fullTime(next_attempt_at)}>next try: {when(next_attempt_at)}</span>}
    </span>
  );
}
