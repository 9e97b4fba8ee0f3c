import { describe, expect, it } from 'vitest';
import { dayName, days, dayStart, failures, roundUp, underWay } from '../src/dashboard/figures';
import type { Call } from '../src/protocol';

const NOW = new Date(2026, 10, 21, 9, 0);
const call = (began: Date, some: Partial<Call> = {}): Call => ({
  id: began.toISOString(),
  agent: null,
  direction: 'inbound',
  channel: 'browser',
  caller_number: null,
  status: 'completed',
  end_reason: 'user_ended',
  started_at: began.toISOString(),
  ended_at: null,
  duration_seconds: 1,
  turns: 1,
  voice_to_voice_ms: null,
  recording: false,
  ...some,
});

describe('figures of the dashboard', () => {
  it('put each call into the day it began on, by the calendar of whoever looks', () => {
    const week = days([call(new Date(2026, 10, 21, 0, 0)), call(new Date(2026, 10, 20, 23, 59), { status: 'failed' }), call(new Date(2026, 10, 14, 23, 59))], 7, NOW);
    expect(week.map((day) => day.calls)).toEqual([0, 0, 0, 0, 0, 1, 1]);
    expect(week.map((day) => day.failed)).toEqual([0, 0, 0, 0, 0, 1, 0]);
    expect(week[0]?.start).toBe(dayStart(NOW, 6));
  });

  it('name a day as the server does', () => {
    expect(dayName(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
    expect(dayName(NOW)).toBe('2026-11-21');
  });

  it('know who is on the line', () => {
    const statuses = ['queued', 'ringing', 'in-progress', 'completed', 'failed'];
    expect(underWay(statuses.map((status) => call(NOW, { status }))).map((one) => one.status)).toEqual(['queued', 'ringing', 'in-progress']);
  });

  it('count the reasons of failed calls, the most frequent first', () => {
    const failed = (end_reason: string | null) => call(NOW, { status: 'failed', end_reason });
    expect(failures([failed('line_lost'), failed(null), failed('line_lost'), call(NOW)])).toEqual([
      { reason: 'line_lost', count: 2 },
      { reason: 'unknown', count: 1 },
    ]);
  });

  it('end an axis with a round number', () => {
    expect([0, 1, 3, 7, 11, 420, 1300].map(roundUp)).toEqual([1, 1, 4, 10, 20, 500, 2000]);
  });
});
