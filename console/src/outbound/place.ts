import type { Call } from '../protocol';
import { change, ServerFailure } from '../server';
import { uuid } from '../uuid';

/** How long the server may take: it asks the carrier first. */
const PATIENCE_MS = 30_000;

/** Whom an agent is to call, and what it is to know. */
export interface Wanted {
  agent_id: string;
  /** E.164. */
  to_number: string;
  variables?: Record<string, string>;
}

/** Refusals of a server that was there and says that it placed nothing. */
const NOT_PLACED = new Set(['carrier_failed', 'outbound_not_configured']);

/** Keys of calls that may have been placed or not, by what was asked for. */
const unsettled = new Map<string, string>();

/** Whether this was asked for before, and nobody knows what became of it. */
export const isUnsettled = (wanted: Wanted): boolean => unsettled.has(JSON.stringify(wanted));

/**
 * Asks the server to place a call. Each press is a call of its own, but where nobody knows what became of the one
 * before, the same wish has the same key again: nobody is called twice.
 */
export async function place(wanted: Wanted): Promise<Call> {
  const asked = JSON.stringify(wanted);
  const before = unsettled.get(asked);
  const key = before ?? uuid();
  unsettled.set(asked, key);
  try {
    const { data } = await change<Call>('POST', '/api/v1/calls/outbound', { body: wanted, key, patienceMs: PATIENCE_MS });
    unsettled.delete(asked);
    return data;
  } catch (thrown) {
    const failure = ServerFailure.of(thrown);
    if (settles(failure, before !== undefined)) unsettled.delete(asked);
    throw failure;
  }
}

/** Whether it is certain that there is no call. A refusal of a second try says nothing about the first. */
function settles({ status, code }: ServerFailure, again: boolean): boolean {
  if (code === 'carrier_failed') return true;
  return !again && status !== null && (status < 500 || NOT_PLACED.has(code ?? ''));
}

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The call that a silent carrier may have placed. */
export function perhapsPlaced({ code, call, message }: ServerFailure): string | null {
  return code === 'carrier_silent' ? (call ?? ID.exec(message)?.[0] ?? null) : null;
}
