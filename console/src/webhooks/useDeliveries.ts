import { useEffect, useState } from 'react';
import { useFollowing } from '../calls/useFollowing';
import type { Deliveries, Delivery } from '../protocol';
import { get, ServerFailure, useServer } from '../server';
import { withNewest, withOlder } from './deliveries';
import { pathOf } from './webhooks';

const PAGE = 50;
/** How soon those that are on their way are asked for again. */
const SOON_MS = 1000;
/** How long somebody watches who has just sent something. */
const PATIENCE_MS = 15_000;

/** What was sent to a webhook, and what becomes of that which was sent just now. */
export function useDeliveries(webhook: string) {
  const path = `${pathOf(webhook)}/deliveries`;
  const newest = useServer<Deliveries>(`${path}?limit=${PAGE}`);
  const fresh = newest.state === 'ready' ? newest.data : null;
  const [seen, setSeen] = useState<Deliveries | null>(null);
  const [known, setKnown] = useState<Deliveries>({ deliveries: [], next: null });
  const [older, setOlder] = useState<{ fetching: boolean; failure: ServerFailure | null }>({ fetching: false, failure: null });
  const [sent, setSent] = useState<readonly Delivery[]>([]);
  const [late, setLate] = useState(false);
  if (fresh !== null && fresh !== seen) {
    setSeen(fresh);
    setKnown(withNewest(known, fresh));
  }

  const now = (one: Delivery) => known.deliveries.find(({ id }) => id === one.id) ?? one;
  const waiting = !late && sent.some((one) => now(one).status === 'pending');
  useFollowing(waiting ? fresh : null, newest.retry, SOON_MS);
  useEffect(() => {
    if (sent.length === 0) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [sent]);

  const last = sent.at(-1);
  return {
    newest,
    known,
    older,
    /** What was sent last by whoever looks, as it stands now; null where nothing was. */
    last: last === undefined ? null : now(last),
    /** Whether nobody waits for it any longer. */
    late,
    more: (cursor: string) => {
      setOlder({ fetching: true, failure: null });
      get<Deliveries>(`${path}?limit=${PAGE}&before=${encodeURIComponent(cursor)}`).then(
        (page) => {
          setKnown((all) => withOlder(all, page));
          setOlder({ fetching: false, failure: null });
        },
        (thrown: unknown) => setOlder({ fetching: false, failure: ServerFailure.of(thrown) }),
      );
    },
    /** Shows and follows something that is on its way since now. */
    follow: (one: Delivery) => {
      setLate(false);
      setSent((all) => [...all, one]);
      setKnown((all) => ({ ...all, deliveries: [one, ...all.deliveries.filter(({ id }) => id !== one.id)] }));
    },
  };
}
