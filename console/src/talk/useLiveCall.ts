import { useCallback, useSyncExternalStore } from 'react';
import type { LiveCall, LiveCallView } from './LiveCall';

/** What the call shows, kept current; null before the first call. */
export function useLiveCall(call: LiveCall | null): LiveCallView | null {
  const subscribe = useCallback((listener: () => void) => call?.subscribe(listener) ?? (() => undefined), [call]);
  return useSyncExternalStore(subscribe, () => call?.view ?? null);
}
