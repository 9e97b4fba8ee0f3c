import type { Reservation, WantedReservation } from '../protocol';
import { change, ServerFailure } from '../server';
import { uuid } from '../uuid';
import { pathOf, RESERVATIONS } from './reservations';

/** How long the server may take: it asks the carrier first. */
const PATIENCE_MS = 30_000;

/** Keys of wishes of which nobody knows what became, by what was asked for. */
const unsettled = new Map<string, string>();

/** Has an agent call the restaurant. Where the answer got lost, the same wish has the same key again: it is called once. */
export const book = (wanted: WantedReservation): Promise<Reservation> => ask(RESERVATIONS, wanted, JSON.stringify(wanted));

/** Has another call try; `attempts` so far tell one try from the next. */
export const retry = ({ id, attempts }: Reservation): Promise<Reservation> => ask(`${pathOf(id)}/retry`, {}, `${id} ${attempts}`);

async function ask(path: string, body: object, wish: string): Promise<Reservation> {
  const before = unsettled.get(wish);
  const key = before ?? uuid();
  unsettled.set(wish, key);
  try {
    const { data } = await change<Reservation>('POST', path, { body, key, patienceMs: PATIENCE_MS });
    unsettled.delete(wish);
    return data;
  } catch (thrown) {
    const failure = ServerFailure.of(thrown);
    // One that was refused was not kept. A refusal of a second try says nothing about the first.
    if (before === undefined && failure.status !== null && (failure.status < 500 || failure.code === 'outbound_not_configured')) unsettled.delete(wish);
    throw failure;
  }
}

/** Takes it back, as long as nobody has picked up. */
export const cancel = async (id: string): Promise<Reservation> => (await change<Reservation>('POST', `${pathOf(id)}/cancel`, { body: {}, patienceMs: PATIENCE_MS })).data;
