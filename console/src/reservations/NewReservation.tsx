import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'wouter';
import { useAll } from '../all';
import { AGENTS, agentsOf } from '../menus/menus';
import { readNumber } from '../outbound/number';
import type { Reservation } from '../protocol';
import { ServerFailure } from '../server';
import { Field } from '../shell/Field';
import { Icon } from '../shell/Icon';
import { Panel } from '../shell/Panel';
import { sentence } from '../shell/sentence';
import { book } from './book';
import { isUnderWay } from './reservations';

const FIELDS = ['agent_id', 'restaurant', 'phone', 'date', 'time', 'time_zone', 'party_size', 'name', 'special_requests', 'flexible_minutes', 'callback_number'];
const ZONES = Intl.supportedValuesOf('timeZone');
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const DAY_MS = 86_400_000;

const dayAfter = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

interface Props {
  /** What was asked for before, to lead to one that is asked for twice. */
  known: readonly Reservation[];
  close: () => void;
  made: (one: Reservation) => void;
}

/** Asks which table is wanted; the restaurant is called as soon as it is sent. */
export function NewReservation({ known, close, made }: Props) {
  const agents = useAll(AGENTS, agentsOf);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const [wish, setWish] = useState(() => ({
    agent_id: '',
    restaurant: '',
    phone: '',
    date: '',
    time: '',
    time_zone: HERE,
    party_size: '2',
    name: '',
    flexible_minutes: '0',
    special_requests: '',
    callback_number: '',
  }));
  // A day more than the server allows, as it may be another one at the restaurant.
  const [days] = useState(() => ({ min: dayAfter(-1), max: dayAfter(366) }));
  const about = (field: string) => (failure?.field === field ? sentence(failure.message) : null);
  const input = (field: keyof typeof wish) => ({
    value: wish[field],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => {
      setWish({ ...wish, [field]: target.value });
      if (failure?.field === field) setFailure(null);
    },
  });
  const numberOf = (field: 'phone' | 'callback_number') => {
    const read = readNumber(wish[field]);
    if (read.state === 'right') return read.number;
    throw new ServerFailure('refused', wish[field] === '' ? 'Write the number that is to be called.' : read.why, { field });
  };

  const send = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { agent_id, party_size, flexible_minutes, ...words } = wish;
      made(
        await book({
          ...(agent_id === '' ? {} : { agent_id }),
          ...words,
          phone: numberOf('phone'),
          callback_number: wish.callback_number.trim() === '' ? null : numberOf('callback_number'),
          party_size: Number(party_size),
          flexible_minutes: Number(flexible_minutes),
        }),
      );
    } catch (thrown) {
      setFailure(ServerFailure.of(thrown));
      setBusy(false);
    }
  };

  return (
    <Panel title="New reservation" close={close} light={false}>
      <form
        className="form reservation-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void send();
        }}
      >
        {failure !== null && !FIELDS.includes(failure.field ?? '') && <Trouble failure={failure} twin={failure.status === 409 ? twin(known, wish) : null} close={close} />}
        <Field label="Restaurant" help="Its name, as the agent says it." error={about('restaurant')}>
          {(control) => <input {...control} {...input('restaurant')} required maxLength={100} autoFocus />}
        </Field>
        <Field label="Its telephone number" help="With the country’s code: +1 555 123 4567." error={about('phone')}>
          {(control) => <input {...control} {...input('phone')} type="tel" required maxLength={60} />}
        </Field>
        <Field label="Day" error={about('date')}>
          {(control) => <input {...control} {...input('date')} type="date" required {...days} />}
        </Field>
        <Field label="Time" error={about('time')}>
          {(control) => <input {...control} {...input('time')} type="time" required />}
        </Field>
        <Field label="Time zone" help="The restaurant’s." error={about('time_zone')}>
          {(control) => <input {...control} {...input('time_zone')} required list="reservation-zones" />}
        </Field>
        <Field label="May be earlier or later" help="0 for not at all, up to 720." error={about('flexible_minutes')}>
          {(control) => (
            <span className="short">
              <input {...control} {...input('flexible_minutes')} type="number" required min={0} max={720} step={1} /> minutes
            </span>
          )}
        </Field>
        <Field label="Name" help="Under which the table is kept." error={about('name')}>
          {(control) => <input {...control} {...input('name')} required maxLength={100} />}
        </Field>
        <Field label="People" error={about('party_size')}>
          {(control) => <input {...control} {...input('party_size')} type="number" required min={1} max={12} step={1} />}
        </Field>
        <Field label="Special requests" help="May be left empty." error={about('special_requests')}>
          {(control) => <textarea {...control} {...input('special_requests')} rows={2} maxLength={500} placeholder="A table by the window." />}
        </Field>
        <Field label="Number to call back" help="Where the restaurant reaches whoever wants the table. May be left empty." error={about('callback_number')}>
          {(control) => <input {...control} {...input('callback_number')} type="tel" maxLength={60} />}
        </Field>
        <Field label="Agent" help="Who calls." error={about('agent_id')}>
          {(control) => (
            <select {...control} {...input('agent_id')}>
              <option value="">concierge, which books tables</option>
              {agents.state === 'ready' &&
                agents.data
                  .filter(({ name }) => name !== 'concierge')
                  .map(({ id, display_name }) => (
                    <option key={id} value={id}>
                      {display_name}
                    </option>
                  ))}
            </select>
          )}
        </Field>
        <datalist id="reservation-zones">
          {ZONES.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <div className="form-actions">
          <Button className="button button-main" type="submit" isPending={busy}>
            <Icon name="phone" size={16} /> {busy ? 'Placing the call…' : 'Call the restaurant'}
          </Button>
          <Button className="button" isDisabled={busy} onPress={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}

/** One that was asked for already, by what the server takes for the same. */
function twin(known: readonly Reservation[], wish: { restaurant: string; date: string; time: string; name: string }): Reservation | null {
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  return (
    known.find(
      (one) =>
        (isUnderWay(one) || one.status === 'confirmed') &&
        same(one.restaurant, wish.restaurant) &&
        same(one.name, wish.name) &&
        one.date === wish.date &&
        one.time === wish.time,
    ) ?? null
  );
}

/** Why there is no reservation, and what to do. */
function Trouble({ failure, twin, close }: { failure: ServerFailure; twin: Reservation | null; close: () => void }) {
  return (
    <div className="trouble" role="alert">
      {failure.status === 409 ? (
        <p>This table is asked for already, or is had: the same restaurant, day, time and name. Change one of them to ask for another.</p>
      ) : (
        <p>{sentence(failure.message)}</p>
      )}
      {failure.status === null && <p>It is not known whether the restaurant is being called. Send the same again: it is called once.</p>}
      {twin !== null && (
        <Link href={`/reservations/${twin.id}`} onClick={close}>
          See that reservation
        </Link>
      )}
    </div>
  );
}
