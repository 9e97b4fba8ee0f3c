import { useCallback, useEffect, useState } from 'react';
import type { Call, Calls } from '../protocol';
import { get, ServerFailure } from '../server';
import { dayStart } from './figures';

const PAGE = 200;
/** A busy week has more calls than a page should fetch; then the newest are shown, and it is said. */
const MOST = 1000;
const DAYS = 7;
const EVERY_MS = 10_000;

export interface Recent {
  calls: Call[];
  /** Whether there were more than could be fetched. */
  cut: boolean;
}

type State = { state: 'loading' } | { state: 'ready'; data: Recent } | { state: 'failed'; failure: ServerFailure };

/** The calls of the last seven days, newest first, fetched again every ten seconds while somebody looks. */
export function useRecentCalls(): State & { retry: () => void } {
  const [asked, setAsked] = useState(0);
  const [state, setState] = useState<State>({ state: 'loading' });
  const retry = useCallback(() => setAsked((n) => n + 1), []);
  useEffect(() => {
    const leave = new AbortController();
    fetchRecent(leave.signal).then(
      (data) => setState({ state: 'ready', data }),
      (thrown: unknown) => {
        if (!leave.signal.aborted) setState({ state: 'failed', failure: ServerFailure.of(thrown) });
      },
    );
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') retry();
    }, EVERY_MS);
    return () => {
      leave.abort();
      clearInterval(timer);
    };
  }, [asked, retry]);
  return { ...state, retry };
}

async function fetchRecent(signal: AbortSignal): Promise<Recent> {
  const oldest = dayStart(new Date(), DAYS - 1);
  const calls: Call[] = [];
  let next: string | null = '';
  while (next !== null && calls.length < MOST) {
    const before: string = next === '' ? '' : `&before=${encodeURIComponent(next)}`;
    const page: Calls = await get<Calls>(`/api/v1/calls?limit=${PAGE}${before}`, signal);
    calls.push(...page.calls);
    next = page.next;
    const last = page.calls.at(-1);
    if (last === undefined || Date.parse(last.started_at) < oldest) next = null;
  }
  return { calls: calls.filter((call) => Date.parse(call.started_at) >= oldest), cut: next !== null };
}
