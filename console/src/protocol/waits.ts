/** How long callers waited, voice to voice; null where nothing was measured. */
export interface WaitSpread {
  day: string | null;
  agent: { id: string; name: string; display_name: string } | null;
  calls: number;
  turns: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export interface Waits {
  from: string;
  to: string;
  all: WaitSpread;
  days: WaitSpread[];
  agents: WaitSpread[];
  each: WaitSpread[];
}
