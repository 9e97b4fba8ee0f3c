/** What may be asked of the list of calls, by the names of the page's address. */
export const FILTERS = ['q', 'agent', 'status', 'direction', 'channel', 'caller', 'from', 'to', 'min_seconds', 'max_seconds', 'interrupted', 'error'] as const;

export type Filter = (typeof FILTERS)[number];

/** Only those that are set. */
export type Filters = Partial<Record<Filter, string>>;

export function filtersOf(address: URLSearchParams): Filters {
  return Object.fromEntries(FILTERS.flatMap((name) => {
    const value = address.get(name)?.trim() ?? '';
    return value === '' ? [] : [[name, value]];
  }));
}

/** As the API is asked: the address of the page holds days, the API wants moments. */
export function query(filters: Filters): URLSearchParams {
  const asked = new URLSearchParams(filters);
  const from = day(filters.from, 0);
  const to = day(filters.to, 1);
  if (from !== null) asked.set('from', from);
  else asked.delete('from');
  if (to !== null) asked.set('to', to);
  else asked.delete('to');
  return asked;
}

/** Midnight at which a day of this browser's calendar begins, or the one `later`. */
function day(written: string | undefined, later: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written ?? '') ?? [];
  if (year === undefined) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString();
}

/** The text in pieces, those that were looked for marked. */
export function pieces(text: string, marks: readonly [number, number][]): { text: string; marked: boolean }[] {
  const found: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from > at) found.push({ text: text.slice(at, from), marked: false });
    if (to > from) found.push({ text: text.slice(from, to), marked: true });
    at = Math.max(at, to);
  }
  if (at < text.length) found.push({ text: text.slice(at), marked: false });
  return found;
}
