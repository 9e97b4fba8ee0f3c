import { useEffect, useReducer, useState } from 'react';
import { after, EVENTS, type Happening, NOTHING_YET, type Watched } from './watching';

/** Watches a call while it goes on; the browser itself comes back after a break, and is told what it missed. */
export function useWatching(id: string): { watched: Watched; connected: boolean } {
  const [watched, happen] = useReducer(after, NOTHING_YET);
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const source = new EventSource(`/api/v1/calls/${encodeURIComponent(id)}/events`);
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        const told: unknown = JSON.parse(data);
        happen({ name, data: told } as Happening);
        if (name === 'ended') source.close();
      });
    }
    return () => source.close();
  }, [id]);
  return { watched, connected };
}
