import { useSyncExternalStore } from 'react';
import { change, ServerFailure } from '../server';

/** How long one may change one's mind. */
const PATIENCE_MS = 8000;

/** Something that is being deleted: hidden at once, gone from the server when nobody has undone it in time. */
export interface Farewell {
  id: string;
  /** Its name, for people. */
  name: string;
  path: string;
  state: 'waiting' | 'gone' | 'failed';
  trouble: string | null;
}

let farewells: readonly Farewell[] = [];
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const watchers = new Set<() => void>();

function update(id: string, next: Farewell | null): void {
  farewells = [...farewells.filter((one) => one.id !== id), ...(next === null ? [] : [next])];
  watchers.forEach((watcher) => watcher());
}

/** Deletes what is at `path` in eight seconds, or when the page is left. */
export function deleteLater(id: string, name: string, path: string): void {
  update(id, { id, name, path, state: 'waiting', trouble: null });
  waitFor(id);
}

export function undo(id: string): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  update(id, null);
  // The button that held the time is gone, and may not have said so.
  goOn();
}

/** Time does not run while somebody reaches for the button. */
export function hold(): void {
  timers.forEach((timer) => clearTimeout(timer));
}

export function goOn(): void {
  for (const id of timers.keys()) waitFor(id);
}

function waitFor(id: string): void {
  clearTimeout(timers.get(id));
  timers.set(id, setTimeout(() => void carryOut(id), PATIENCE_MS));
}

async function carryOut(id: string): Promise<void> {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const farewell = farewells.find((one) => one.id === id);
  if (farewell === undefined) return;
  update(id, { ...farewell, state: 'gone' });
  try {
    await change('DELETE', farewell.path, { keepalive: true });
  } catch (thrown) {
    const failure = ServerFailure.of(thrown);
    if (failure.kind !== 'missing') update(id, { ...farewell, state: 'failed', trouble: failure.message });
  }
}

addEventListener('pagehide', () => [...timers.keys()].forEach((id) => void carryOut(id)));

export function useFarewells(): readonly Farewell[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => farewells,
  );
}
