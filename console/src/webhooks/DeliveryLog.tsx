import { useEffect, useId, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Delivery, Webhook } from '../protocol';
import { post, ServerFailure } from '../server';
import { Icon } from '../shell/Icon';
import { Loading, Notice } from '../shell/Notice';
import '../shell/form.css';
import { when } from '../time';
import { fits, type Narrowed } from './deliveries';
import { DeliveryTable } from './DeliveryTable';
import { useDeliveries } from './useDeliveries';
import { pathOf, STATUSES, trouble } from './webhooks';
import { Unseen } from './words';

const EVERYTHING: Narrowed = { status: '', event: '' };

/** All that was sent to a webhook, a way to send it a test, and one to send something again. */
export function DeliveryLog({ webhook, may, givenUp }: { webhook: Webhook; may: boolean; givenUp: () => void }) {
  const { newest, known, older, last, late, more, follow } = useDeliveries(webhook.id);
  const [narrowed, setNarrowed] = useState(EVERYTHING);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const shown = known.deliveries.filter((one) => fits(one, narrowed));
  const off = !webhook.is_active;

  // Who answers that it is gone for good is switched off by the server.
  const dead = last?.status === 'dead' ? last.id : null;
  useEffect(() => {
    if (dead !== null) givenUp();
  }, [dead, givenUp]);

  const send = (what: string) => {
    setBusy(true);
    setFailure(null);
    post<Delivery>(`${pathOf(webhook.id)}/${what}`).then(
      (one) => {
        setBusy(false);
        follow(one);
      },
      (thrown: unknown) => {
        setBusy(false);
        setFailure(ServerFailure.of(thrown));
      },
    );
  };

  return (
    <section aria-label="Deliveries">
      <div className="deliveries-head">
        <h2>Deliveries</h2>
        {may && (
          <Button className="button button-main" isDisabled={busy || off} onPress={() => send('test')}>
            <Icon name="send" size={16} /> Send a test
          </Button>
        )}
        <Button className="button button-quiet" onPress={newest.retry}>
          <Icon name="refresh" size={16} /> Refresh
        </Button>
        {may && off && <p className="faint">Nothing is sent while it is switched off.</p>}
      </div>
      {failure !== null && (
        <p className="trouble" role="alert">
          {failure.message}
        </p>
      )}
      <div role="status">{failure === null && last !== null && <Outcome of={last} late={late} />}</div>
      {newest.state === 'loading' && <Loading what="the deliveries" />}
      {newest.state === 'failed' && <Unseen failure={newest.failure} retry={newest.retry} />}
      {newest.state === 'ready' && known.deliveries.length === 0 && (
        <Notice title="Nothing was sent yet">
          <p>What is sent stands here with its answer. {may && !off && 'A test shows whether the address takes it.'}</p>
        </Notice>
      )}
      {known.deliveries.length > 0 && (
        <>
          <Narrowing deliveries={known.deliveries} narrowed={narrowed} narrow={setNarrowed} />
          {shown.length === 0 ? (
            <Notice title="No delivery fits">
              <p>{known.next === null ? 'Take a filter away.' : 'Take a filter away, or look further back.'}</p>
            </Notice>
          ) : (
            <DeliveryTable deliveries={shown} again={may ? (one) => send(`deliveries/${encodeURIComponent(one.id)}/redeliver`) : null} busy={busy || off} />
          )}
        </>
      )}
      {older.failure !== null && (
        <p className="trouble" role="alert">
          {older.failure.message}
        </p>
      )}
      {known.next !== null && (
        <Button className="button deliveries-more" isDisabled={older.fetching} onPress={() => known.next !== null && more(known.next)}>
          {older.fetching ? 'Fetching older ones…' : 'More'}
        </Button>
      )}
    </section>
  );
}

/** What became of that which was just sent. */
function Outcome({ of, late }: { of: Delivery; late: boolean }) {
  const what = of.event === 'webhook.test' ? 'The test' : of.event;
  switch (of.status) {
    case 'pending':
      return late ? (
        <p className="outcome">{what} is still on its way after 15 seconds. What becomes of it will stand below: refresh it in a while.</p>
      ) : (
        <p className="outcome">
          <span className="pulse" aria-hidden="true" /> {what} is on its way…
        </p>
      );
    case 'delivered':
      return (
        <p className="outcome" data-tone="good">
          {what} was delivered: the answer was {of.status_code}
          {of.latency_ms !== null && `, after ${of.latency_ms.toLocaleString()} ms`}.
        </p>
      );
    case 'failed':
      return (
        <p className="outcome" data-tone="bad">
          {what} failed: {trouble(of)}. {of.next_attempt_at === null ? 'It is tried again.' : `It is tried again: ${when(of.next_attempt_at)}.`}
        </p>
      );
    case 'dead':
      return (
        <p className="outcome" data-tone="bad">
          {what} failed: {trouble(of)}. It is not tried again.
        </p>
      );
  }
}

function Narrowing({ deliveries, narrowed, narrow }: { deliveries: Delivery[]; narrowed: Narrowed; narrow: (next: Narrowed) => void }) {
  const events = [...new Set([...deliveries.map(({ event }) => event), ...(narrowed.event === '' ? [] : [narrowed.event])])].sort();
  return (
    <div className="deliveries-filters" role="group" aria-label="Filters">
      <Choice label="Status" options={STATUSES} value={narrowed.status} set={(status) => narrow({ ...narrowed, status })} />
      <Choice label="Event" options={Object.fromEntries(events.map((event) => [event, event]))} value={narrowed.event} set={(event) => narrow({ ...narrowed, event })} />
    </div>
  );
}

function Choice({ label, options, value, set }: { label: string; options: Record<string, string>; value: string; set: (value: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => set(event.target.value)}>
        <option value="">Any</option>
        {Object.entries(options).map(([word, name]) => (
          <option key={word} value={word}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
