import { describe, expect, it } from 'vitest';
import { readNumber } from '../src/outbound/number';

const why = (text: string) => {
  const reading = readNumber(text);
  return reading.state === 'right' ? reading : `${reading.state}: ${reading.why}`;
};

describe('a telephone number', () => {
  it.each([
    ['+15551234567', '+15551234567'],
    ['  +1 (555) 123-4567 ', '+15551234567'],
    ['001 555 123 4567', '+15551234567'],
    ['00-49-30-901820', '+4930901820'],
    ['+49.30/901820', '+4930901820'],
    ['(+91) 98765 43210', '+919876543210'],
    ['(0091) 98765 43210', '+919876543210'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['+44\u00a020\u20117946\u20130958', '+442079460958'],
    ['\u202a+91 98765 43210\u202c', '+919876543210'],
    ['＋１５５５１２３４５６７', '+15551234567'],
    ['+1234567', '+1234567'],
    ['+123456789012345', '+123456789012345'],
  ])('is read from %j as %s', (text, number) => {
    expect(readNumber(text)).toEqual({ state: 'right', number });
  });

  it.each(['', '  ', '+', '0', '00', '(', '+1 555', '00 44 20'])('is waited for while there is only %j', (text) => {
    expect(readNumber(text).state).toBe('unfinished');
  });

  it('wants its country named', () => {
    expect(why('5551234567')).toMatch(/^wrong: Begin with \+/);
    expect(why('030 901820')).toMatch(/^wrong: Begin with \+/);
    expect(why('(0)30 901820')).toMatch(/^wrong: Begin with \+/);
    expect(why('+0 30 901820')).toMatch(/^wrong: No country’s code begins with 0/);
    expect(why('000 30 901820')).toMatch(/^wrong: No country’s code begins with 0/);
  });

  it('has 7 to 15 digits', () => {
    expect(why('+123456')).toMatch(/^unfinished: This is too short/);
    expect(why('+1234567890123456')).toMatch(/^wrong: This is too long/);
  });

  it('names what does not belong in it', () => {
    expect(why('+1 555 CALL')).toMatch(/“C” does not belong in/);
    expect(why('+1 555 123 4567 ext. 9')).toMatch(/“e” does not belong in/);
    expect(why('+1 555 +1')).toMatch(/“\+” does not belong inside/);
    expect(why('tel:+15551234567')).toMatch(/“t” does not belong in/);
  });
});
