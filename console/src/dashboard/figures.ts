import type { Call } from '../protocol';

/** Calls that began on one day of this browser's calendar. */
export interface Day {
  /** Midnight, in milliseconds of the epoch. */
  start: number;
  calls: number;
  failed: number;
}

const UNDER_WAY = new Set(['queued', 'ringing', 'in-progress']);

export const underWay = (calls: readonly Call[]): Call[] => calls.filter((call) => UNDER_WAY.has(call.status));

/** The last `count` days up to the one of `now`, oldest first. */
export function days(calls: readonly Call[], count: number, now: Date): Day[] {
  return Array.from({ length: count }, (_, i) => {
    const start = dayStart(now, count - 1 - i);
    const end = dayStart(now, count - 2 - i);
    const own = calls.filter((call) => {
      const began = Date.parse(call.started_at);
      return began >= start && began < end;
    });
    return { start, calls: own.length, failed: own.filter((call) => call.status === 'failed').length };
  });
}

/** Midnight `before` days before the one of `now`; by the calendar, as a day may have 23 or 25 hours. */
export function dayStart(now: Date, before: number): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - before).getTime();
}

/** A day of this browser's calendar as the server writes it. */
export function dayName(day: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Why calls failed, the most frequent reason first. */
export function failures(calls: readonly Call[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const call of calls) {
    if (call.status !== 'failed') continue;
    const reason = call.end_reason ?? 'unknown';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}

/** The lowest round number at or above `most`, to end an axis with. */
export function roundUp(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return (([1, 2, 4, 5, 10].find((step) => step * power >= most) ?? 10) * power);
}
