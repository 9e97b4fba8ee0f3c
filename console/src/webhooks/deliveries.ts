import type { Deliveries, Delivery } from '../protocol';

/**
 * A list after its newest page was read anew: what is known is replaced, what is new comes first. Where so much came
 * meanwhile that the page no longer meets what is known, the list begins again with it.
 */
export function withNewest(known: Deliveries, fresh: Deliveries): Deliveries {
  const ids = new Set(fresh.deliveries.map(({ id }) => id));
  const meets = known.deliveries.some(({ id }) => ids.has(id));
  if (fresh.next === null || !meets) return fresh;
  return { deliveries: [...fresh.deliveries, ...known.deliveries.filter(({ id }) => !ids.has(id))], next: known.next };
}

/** A list with the page that follows it. */
export function withOlder(known: Deliveries, page: Deliveries): Deliveries {
  const ids = new Set(known.deliveries.map(({ id }) => id));
  return { deliveries: [...known.deliveries, ...page.deliveries.filter(({ id }) => !ids.has(id))], next: page.next };
}

/** What a list is narrowed by; empty for everything. */
export interface Narrowed {
  status: string;
  event: string;
}

export const fits = (one: Delivery, { status, event }: Narrowed): boolean => (status === '' || one.status === status) && (event === '' || one.event === event);
