import { describe, expect, it } from 'vitest';
import { perhapsPlaced } from '../src/outbound/place';
import { ServerFailure } from '../src/server';

describe('a call that a silent carrier may have placed', () => {
  const id = '01a1fefe-bc18-7ef8-a428-b68ae7d8a4c3';

  it('is the one that the answer names, in a field or in its words', () => {
    expect(perhapsPlaced(new ServerFailure('unreachable', 'no answer', { code: 'carrier_silent', call: id }))).toBe(id);
    expect(perhapsPlaced(new ServerFailure('unreachable', `no answer: see how call ${id} stands`, { code: 'carrier_silent' }))).toBe(id);
  });

  it('is none where the answer names none, or is about something else', () => {
    expect(perhapsPlaced(new ServerFailure('unreachable', 'no answer', { code: 'carrier_silent' }))).toBeNull();
    expect(perhapsPlaced(new ServerFailure('missing', `no agent ${id}`, { code: 'not_found' }))).toBeNull();
  });
});
