import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'wouter';
import '../calls/calls.css';
import { useFollowing } from '../calls/useFollowing';
import { Status } from '../calls/words';
import type { Reservation } from '../protocol';
import { useServer } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading } from '../shell/Notice';
import { Question } from '../shell/Question';
import { sentence } from '../shell/sentence';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { fullTime, when } from '../time';
import { cancel, retry } from './book';
import { Course } from './Course';
import { day, difference, isTalking, isUnderWay, mayRetry, pathOf, people, span, STATUSES } from './reservations';
import './reservations.css';
import { Standing, Unseen } from './words';

/** How soon it is asked for again while the restaurant is called. */
const SOON_MS = 2000;

/** One reservation: what was asked for, how it stands, what was confirmed. */
export function ReservationPage({ id }: { id: string }) {
  const answer = useServer<Reservation>(pathOf(id));
  useFollowing(answer.state === 'ready' && isUnderWay(answer.data) ? answer.data : null, answer.retry, SOON_MS);
  useTitle(answer.state === 'ready' ? answer.data.restaurant : 'Reservation');
  return (
    <div className="page">
      <Link className="back" href="/reservations">
        <Icon name="back" size={16} /> Reservations
      </Link>
      {answer.state === 'loading' && <Loading what="the reservation" />}
      {answer.state === 'failed' && <Unseen failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' && <Shown one={answer.data} changed={answer.retry} />}
    </div>
  );
}

function Shown({ one, changed }: { one: Reservation; changed: () => void }) {
  const may = useMay('reservations:write') === true;
  const [asking, setAsking] = useState<'cancel' | 'retry' | null>(null);
  const close = () => setAsking(null);
  const done = () => {
    changed();
    close();
  };
  return (
    <>
      <div className="page-head">
        <h1>{one.restaurant}</h1>
        <Standing status={one.status} />
        {may && (
          <div className="reservation-doings">
            {isUnderWay(one) && !isTalking(one) && (
              <Button className="button" onPress={() => setAsking('cancel')}>
                Cancel it
              </Button>
            )}
            {mayRetry(one) && (
              <Button className="button" onPress={() => setAsking('retry')}>
                <Icon name="phone" size={16} /> Call again
              </Button>
            )}
          </div>
        )}
        <p className="lead" role="status">
          {STATUSES[one.status].tells}
          {one.error_message !== null && ` ${sentence(one.error_message)}`}
        </p>
      </div>
      <Course of={one} />
      <div className="reservation-parts">
        {one.status === 'confirmed' && <Confirmed one={one} />}
        <Asked one={one} />
        <LastCall one={one} />
      </div>
      {asking === 'cancel' && (
        <Question
          title="Cancel this reservation?"
          text="What rings is hung up. Once somebody at the restaurant has picked up, it is too late."
          act="Cancel the reservation"
          grave
          close={close}
          answer={async () => {
            await cancel(one.id);
            done();
          }}
        />
      )}
      {asking === 'retry' && (
        <Question
          title={`Call ${one.restaurant} again?`}
          text={
            one.status === 'unclear'
              ? 'Somebody picked up the last time, and the restaurant may have booked the table. Read the transcript or ask the restaurant first, or there may be two.'
              : 'The agent asks for the same table in a new call.'
          }
          act="Call again"
          grave={one.status === 'unclear'}
          close={close}
          answer={async () => {
            await retry(one);
            done();
          }}
        />
      )}
    </>
  );
}

function Confirmed({ one }: { one: Reservation }) {
  const other = difference(one);
  return (
    <section className="reservation-part reservation-ticket" aria-labelledby="confirmed">
      <h2 id="confirmed">Confirmed</h2>
      <p className="reservation-time">{one.confirmed_time ?? one.time}</p>
      <p>{day(one.confirmed_date ?? one.date)}</p>
      {other !== null && <p className="reservation-other">{other}</p>}
      <div className="reservation-number">
        {one.confirmation_number === null ? (
          <p className="faint">The restaurant gave no confirmation number.</p>
        ) : (
          <>
            <p className="reservation-code">{one.confirmation_number}</p>
            {one.confirmation_heard === true ? (
              <p>
                <Icon name="check" size={16} /> Heard from the restaurant
              </p>
            ) : (
              <p className="reservation-unheard">
                <Icon name="ear" size={16} /> Not found in what was heard: ask the restaurant before you rely on it.
              </p>
            )}
          </>
        )}
      </div>
      {one.note !== null && one.note !== '' && <p>{sentence(one.note)}</p>}
    </section>
  );
}

function Asked({ one }: { one: Reservation }) {
  return (
    <section className="reservation-part" aria-labelledby="asked">
      <h2 id="asked">Asked for</h2>
      <dl>
        <Fact name="When">
          {day(one.date)}, {one.time}
          <br />
          <span className="faint">{one.time_zone}</span>
        </Fact>
        <Fact name="May be otherwise">{one.flexible_minutes === 0 ? 'Not at all' : `By ${span(one.flexible_minutes)}`}</Fact>
        <Fact name="Table">
          {people(one.party_size)}, {one.name}
        </Fact>
        {one.special_requests !== '' && <Fact name="Requests">{one.special_requests}</Fact>}
        <Fact name="Restaurant">{one.phone}</Fact>
        {one.callback_number !== null && <Fact name="Calls back">{one.callback_number}</Fact>}
        <Fact name="Asked">
          <span title={fullTime(one.created_at)}>{when(one.created_at)}</span>
        </Fact>
      </dl>
    </section>
  );
}

function LastCall({ one }: { one: Reservation }) {
  return (
    <section className="reservation-part" aria-labelledby="call">
      <h2 id="call">{one.attempts > 1 ? `Call ${one.attempts}` : 'Call'}</h2>
      {one.call === null ? (
        <p className="faint">{one.attempts === 0 ? 'Nobody has been called yet.' : 'Its record was deleted.'}</p>
      ) : (
        <>
          <p>
            <Status call={one.call} />
          </p>
          <p className="faint" title={fullTime(one.call.started_at)}>
            {when(one.call.started_at)}
          </p>
          <Link className="button" href={`/calls/${encodeURIComponent(one.call.id)}`}>
            {isTalking(one) ? 'Watch the call' : 'See the call'}
          </Link>
        </>
      )}
      {one.status !== 'confirmed' && one.note !== null && one.note !== '' && <p>{sentence(one.note)}</p>}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
