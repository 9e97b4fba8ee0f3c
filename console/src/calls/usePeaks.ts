import { useEffect, useState } from 'react';
import { Peaks } from './Peaks';

/** How often a drawing that is still arriving is renewed. */
const RENEW_MS = 200;

export interface Drawing {
  peaks: readonly (readonly number[])[];
  state: 'idle' | 'reading' | 'whole' | 'failed';
}

const NOTHING: Drawing = { peaks: [], state: 'idle' };

/** The peaks of the WAV at `url`, growing as it arrives; null reads nothing. */
export function usePeaks(url: string | null): Drawing {
  const [drawing, setDrawing] = useState(NOTHING);
  useEffect(() => {
    if (url === null) return;
    const leave = new AbortController();
    const show = (peaks: Peaks, state: Drawing['state']) =>
      setDrawing({ peaks: peaks.channels.map((channel) => channel.slice()), state });
    read(url, leave.signal, show).catch(() => {
      if (!leave.signal.aborted) setDrawing((before) => ({ ...before, state: 'failed' }));
    });
    return () => leave.abort();
  }, [url]);
  return drawing;
}

async function read(url: string, signal: AbortSignal, show: (peaks: Peaks, state: Drawing['state']) => void): Promise<void> {
  const response = await fetch(url, { signal });
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
  const peaks = new Peaks();
  const reader = response.body.getReader();
  let shown = performance.now();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    peaks.push(part.value);
    if (performance.now() - shown < RENEW_MS) continue;
    shown = performance.now();
    show(peaks, 'reading');
  }
  show(peaks, 'whole');
}
