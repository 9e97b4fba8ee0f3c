import { describe, expect, it } from 'vitest';
import type { Deliveries, Delivery, DeliveryStatus } from '../src/protocol';
import { fits, withNewest, withOlder } from '../src/webhooks/deliveries';
import { addressOf, EVENTS, nameOf, trouble } from '../src/webhooks/webhooks';

const one = (id: number, status: DeliveryStatus = 'delivered', event = 'call.ended') => ({ id: `dlv_${id}`, event, status }) as Delivery;
const page = (next: string | null, ...ids: number[]): Deliveries => ({ deliveries: ids.map((id) => one(id)), next });
const ids = ({ deliveries }: Deliveries) => deliveries.map(({ id }) => Number(id.slice(4)));

describe('deliveries that are read anew', () => {
  it('begin with the newest page', () => {
    expect(withNewest({ deliveries: [], next: null }, page('3', 5, 4, 3))).toEqual(page('3', 5, 4, 3));
  });

  it('put what is new before what is known, and keep where older ones go on', () => {
    const known = withOlder(page('3', 5, 4, 3), page('1', 2, 1));
    const now = withNewest(known, page('5', 7, 6, 5));
    expect(ids(now)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(now.next).toBe('1');
  });

  it('say of what is known how it stands now', () => {
    const known: Deliveries = { deliveries: [one(2, 'pending'), one(1)], next: '1' };
    expect(withNewest(known, page('1', 2, 1)).deliveries[0]?.status).toBe('delivered');
  });

  it('begin again where more came than a page holds: there is no gap', () => {
    expect(ids(withNewest(page('1', 2, 1), page('7', 9, 8, 7)))).toEqual([9, 8, 7]);
  });

  it('forget what the server has forgotten where a page holds everything', () => {
    expect(ids(withNewest(page(null, 3, 2, 1), page(null, 3)))).toEqual([3]);
  });

  it('hold none twice where pages overlap', () => {
    expect(ids(withOlder(page('3', 5, 4, 3), page(null, 3, 2)))).toEqual([5, 4, 3, 2]);
  });
});

describe('deliveries', () => {
  it('are narrowed by status and event', () => {
    expect(fits(one(1), { status: '', event: '' })).toBe(true);
    expect(fits(one(1), { status: 'delivered', event: 'call.ended' })).toBe(true);
    expect(fits(one(1), { status: 'dead', event: '' })).toBe(false);
    expect(fits(one(1), { status: '', event: 'error' })).toBe(false);
  });

  it('say why they came to nothing', () => {
    expect(trouble({ error: 'no connection', status_code: null })).toBe('no connection');
    expect(trouble({ error: null, status_code: 500 })).toBe('the answer was 500');
    expect(trouble({ error: null, status_code: null })).toBe('no answer came');
  });
});

describe('webhooks', () => {
  it('are called by their address, which says where it is not safe', () => {
    expect(nameOf({ url: 'https://desk.example.org/hooks' })).toBe('desk.example.org/hooks');
    expect(nameOf({ url: 'http://desk.example.org/hooks' })).toBe('http://desk.example.org/hooks');
  });

  it('are called by the beginning of a long one', () => {
    const url = `https://desk.example.org/${'x'.repeat(1900)}`;
    expect(nameOf({ url })).toMatch(/^desk\.example\.org\/x{42}…$/);
    expect(addressOf({ url })).toHaveLength(1917);
  });

  it('know a sentence for every event', () => {
    expect(EVENTS.every(({ tells }) => tells.endsWith('.'))).toBe(true);
    expect(new Set(EVENTS.map(({ event }) => event)).size).toBe(8);
  });
});
