import { describe, expect, it } from 'vitest';
import type { Reservation, Reservations } from '../src/protocol';
import { difference, span, withNewest, withOlder } from '../src/reservations/reservations';

const one = (id: string, rest: Partial<Reservation> = {}) => ({ id, status: 'confirmed', date: '2026-12-24', time: '19:30', ...rest }) as Reservation;
const page = (ids: string, next: string | null): Reservations => ({ reservations: Array.from(ids, (id) => one(id)), next });
const ids = ({ reservations }: Reservations) => reservations.map(({ id }) => id).join('');

describe('a list of reservations', () => {
  it('keeps older ones when its newest page comes again', () => {
    const known = withOlder(withNewest({ reservations: [], next: null }, page('dc', 'c')), page('ba', null));
    expect(ids(known)).toBe('dcba');
    const again = withNewest(known, page('ed', 'd'));
    expect(ids(again)).toBe('edcba');
    expect(again.next).toBeNull();
  });

  it('begins anew where some may be missing between', () => {
    expect(withNewest(page('ba', null), page('fe', 'e'))).toEqual(page('fe', 'e'));
  });

  it('shows each as it stands last', () => {
    const fresh = { reservations: [one('b', { status: 'declined' })], next: 'b' };
    expect(withNewest(page('ba', null), fresh).reservations[0]?.status).toBe('declined');
  });
});

describe('the time of a table', () => {
  it.each([
    ['2026-12-24', '19:30', null],
    ['2026-12-24', '19:45', '15 minutes later than asked for'],
    ['2026-12-24', '18:00', '1 hour 30 minutes earlier than asked for'],
    ['2026-12-25', '00:30', '5 hours later than asked for'],
  ])('that is kept on %s at %s is told beside the one asked for: %s', (confirmed_date, confirmed_time, told) => {
    expect(difference(one('a', { confirmed_date, confirmed_time }))).toBe(told);
  });

  it('may be otherwise by minutes and hours', () => {
    expect([1, 30, 60, 61, 720].map(span)).toEqual(['1 minute', '30 minutes', '1 hour', '1 hour 1 minute', '12 hours']);
  });
});
