/** What somebody wrote for a telephone number, as E.164 has it, or what is the matter with it. */
export type Reading =
  | { state: 'right'; number: string }
  /** May still become one; not worth a word while somebody writes. */
  | { state: 'unfinished'; why: string }
  | { state: 'wrong'; why: string };

/** Least and most digits after the +, the country's code among them (ITU-T E.164 §6). */
const LEAST = 7;
const MOST = 15;

/** What people write between digits, and marks one cannot see that come along when a number is copied. */
const BETWEEN = /[\s().\-/\p{Dash}\p{Cf}]/gu;
/** The zero that is dialled inside the country only, as in +44 (0)20. */
const TRUNK_ZERO = /\(\s*0\s*\)/;

/** Reads `00 44 (0)20 7946-0958` as `+442079460958`. */
export function readNumber(text: string): Reading {
  const written = text.normalize('NFKC').trim();
  const abroad = /^[\s(\p{Cf}]*(\+|00)/u.test(written);
  const number = (abroad ? written.replace(TRUNK_ZERO, '') : written).replaceAll(BETWEEN, '').replace(/^00/, '+');
  if (number === '') return { state: 'unfinished', why: 'Write the number that is to be called.' };
  const strange = /[^\d+]/u.exec(number)?.[0] ?? (number.lastIndexOf('+') > 0 ? '+' : null);
  if (strange !== null) return { state: 'wrong', why: `“${strange}” does not belong ${strange === '+' ? 'inside' : 'in'} a telephone number.` };
  if (number === '+' || number === '0') return { state: 'unfinished', why: 'Write the whole number, with the country’s code first.' };
  if (!number.startsWith('+')) return { state: 'wrong', why: 'Begin with + and the country’s code, such as +1 for the USA or +91 for India.' };
  if (number.startsWith('+0')) return { state: 'wrong', why: 'No country’s code begins with 0: after + or 00 comes 1 to 9.' };
  const digits = number.length - 1;
  if (digits < LEAST) return { state: 'unfinished', why: `This is too short: a whole number has at least ${LEAST} digits after the +.` };
  if (digits > MOST) return { state: 'wrong', why: `This is too long: no number has more than ${MOST} digits after the +.` };
  return { state: 'right', number };
}
