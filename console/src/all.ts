import { useCallback, useEffect, useState } from 'react';
import { type Answer, get, ServerFailure } from './server';

const PAGE = 200;

/** A page of a list; `next` is what to give as `after`, null at the end. */
export type Page = Record<string, unknown> & { next: string | null };

/**
 * Everything of a list that comes page by page; asked for again by `retry`.
 *
 * @param items those of one page; the same function each time
 */
export function useAll<T>(path: string, items: (page: Page) => T[]): Answer<T[]> & { retry: () => void } {
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<Answer<T[]>>({ state: 'loading' });
  const retry = useCallback(() => setAsked((n) => n + 1), []);

  useEffect(() => {
    const leave = new AbortController();
    every(path, items, leave.signal).then(
      (data) => setAnswer({ state: 'ready', data, tag: null }),
      (thrown: unknown) => {
        if (!leave.signal.aborted) setAnswer({ state: 'failed', failure: ServerFailure.of(thrown) });
      },
    );
    return () => leave.abort();
  }, [path, items, asked]);

  return { ...answer, retry };
}

async function every<T>(path: string, items: (page: Page) => T[], signal: AbortSignal): Promise<T[]> {
  const all: T[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: Page = await get<Page>(`${path}?limit=${PAGE}${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`, signal);
    all.push(...(items(page)));
    after = page.next;
  }
  return all;
}
