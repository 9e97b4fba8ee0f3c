import { useEffect, useReducer, useState } from 'react';
import { after, EVENTS, type Happening, NOTHING_YET, type Watched } from './watching';

/** How soon a call is asked for again of which its server knows nothing to tell. */
const AGAIN_MS = 2000;

/**
 * Watches a call while it goes on; the browser itself comes back after a break, and is told what it missed.
 *
 * @param silent told where there is nothing to watch: the call was answered this moment, or is over by now
 */
export function useWatching(id: string, silent: () => void): { watched: Watched; connected: boolean } {
  const [watched, happen] = useReducer(after, NOTHING_YET);
  const [connected, setConnected] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let told = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const source = new EventSource(`/api/v1/calls/${encodeURIComponent(id)}/events`);
    source.onopen = () => setConnected(true);
    source.onerror = () => {
      setConnected(false);
      if (source.readyState !== EventSource.CLOSED || told) return;
      again = setTimeout(() => {
        setAttempt((n) => n + 1);
        silent();
      }, AGAIN_MS);
    };
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        told = true;
        happen({ name, data: JSON.parse(data) as unknown } as Happening);
        if (name === 'ended') source.close();
      });
    }
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [id, silent, attempt]);
  return { watched, connected };
}
