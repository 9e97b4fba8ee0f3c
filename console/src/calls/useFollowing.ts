import { useEffect } from 'react';

/**
 * Asks again, `afterMs` after each answer, for what soon will be otherwise; while nobody looks it waits.
 *
 * @param answer what is known; null where nothing is awaited
 */
export function useFollowing(answer: object | null, ask: () => void, afterMs: number): void {
  useEffect(() => {
    if (answer === null) return;
    const look = () => {
      if (document.visibilityState === 'visible') ask();
    };
    const timer = setTimeout(look, afterMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [answer, ask, afterMs]);
}
