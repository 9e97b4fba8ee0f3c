import { useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from 'react-aria-components/Button';
import { Link, useLocation } from 'wouter';
import { useFollowing } from '../calls/useFollowing';
import type { Reservation, Reservations } from '../protocol';
import { get, ServerFailure, useServer } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading, Notice } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { fullTime, when } from '../time';
import { NewReservation } from './NewReservation';
import { isUnderWay, people, RESERVATIONS, shortDay, withNewest, withOlder } from './reservations';
import './reservations.css';
import { Standing, Unseen } from './words';

const PAGE = 50;
/** How soon a list is asked for again in which a restaurant is being called. */
const SOON_MS = 3000;

/** The tables that agents book, newest first. */
export function ReservationsPage() {
  useTitle('Reservations');
  const newest = useServer<Reservations>(`${RESERVATIONS}?limit=${PAGE}`);
  const fresh = newest.state === 'ready' ? newest.data : null;
  const [seen, setSeen] = useState<Reservations | null>(null);
  const [known, setKnown] = useState<Reservations>({ reservations: [], next: null });
  if (fresh !== null && fresh !== seen) {
    setSeen(fresh);
    setKnown(withNewest(known, fresh));
  }
  useFollowing(known.reservations.some(isUnderWay) ? fresh : null, newest.retry, SOON_MS);
  const may = useMay('reservations:write') === true;
  const [making, setMaking] = useState(false);
  const [, go] = useLocation();
  return (
    <div className="page">
      <div className="page-head">
        <h1>Reservations</h1>
        {may && (
          <Button className="button button-main" onPress={() => setMaking(true)}>
            <Icon name="add" size={16} /> New reservation
          </Button>
        )}
        <p className="lead">An agent calls a restaurant and books a table: it says that it is an AI assistant, takes no other time than it may, and writes down what the restaurant said.</p>
      </div>
      {newest.state === 'failed' && <Unseen failure={newest.failure} retry={newest.retry} />}
      {seen === null && newest.state === 'loading' && <Loading what="the reservations" />}
      {seen !== null && <List known={known} older={(page) => setKnown((all) => withOlder(all, page))} />}
      {making && (
        <NewReservation
          known={known.reservations}
          close={() => setMaking(false)}
          made={({ id }) => {
            // It closes before the page changes, or it would hold the focus that belongs to the new one.
            flushSync(() => setMaking(false));
            go(`/reservations/${id}`);
          }}
        />
      )}
    </div>
  );
}

function List({ known: { reservations, next }, older }: { known: Reservations; older: (page: Reservations) => void }) {
  const [fetching, setFetching] = useState(false);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  if (reservations.length === 0) {
    return (
      <Notice title="No reservations yet">
        <p>Say which restaurant, when, and for how many; an agent does the talking. It needs a line that places calls and a language model that uses tools.</p>
      </Notice>
    );
  }
  const more = (before: string) => {
    setFetching(true);
    setFailure(null);
    get<Reservations>(`${RESERVATIONS}?limit=${PAGE}&before=${encodeURIComponent(before)}`)
      .then(older, (thrown: unknown) => setFailure(ServerFailure.of(thrown)))
      .finally(() => setFetching(false));
  };
  return (
    <>
      <table className="rows reservations" aria-label="Reservations">
        <thead>
          <tr>
            <th scope="col">Restaurant</th>
            <th scope="col">Table</th>
            <th scope="col">For</th>
            <th scope="col">Status</th>
            <th scope="col">Number</th>
            <th scope="col">Asked for</th>
          </tr>
        </thead>
        <tbody>
          {reservations.map((one) => (
            <Row key={one.id} of={one} />
          ))}
        </tbody>
      </table>
      {failure !== null && (
        <p className="trouble" role="alert">
          {failure.message}
        </p>
      )}
      {next !== null && (
        <Button className="button reservations-more" isDisabled={fetching} onPress={() => more(next)}>
          {fetching ? 'Fetching…' : 'Older reservations'}
        </Button>
      )}
    </>
  );
}

function Row({ of: one }: { of: Reservation }) {
  return (
    <tr>
      <td>
        <Link className="reservation-name" href={`/reservations/${one.id}`}>
          {one.restaurant}
        </Link>
      </td>
      <td>
        {shortDay(one.confirmed_date ?? one.date)}, {one.confirmed_time ?? one.time}
      </td>
      <td>
        {one.name}, {people(one.party_size)}
      </td>
      <td>
        <Standing status={one.status} />
      </td>
      <td data-label="Number">
        {one.confirmation_number === null ? <span className="faint">–</span> : <span className="mono">{one.confirmation_number}</span>}
      </td>
      <td data-label="Asked for" title={fullTime(one.created_at)}>
        {when(one.created_at)}
      </td>
    </tr>
  );
}
