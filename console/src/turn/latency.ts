import type { Latency } from '../protocol';
import { wait } from '../time';

/** A part of the caller's wait. */
export interface Part {
  name: 'ear' | 'knowledge' | 'model' | 'voice' | 'wire';
  label: string;
  ms: number;
}

/** What each part means, for the legend. */
export const PARTS: Record<Part['name'], string> = {
  ear: 'Ear: from the last voiced sound until the words were final',
  knowledge: 'Knowledge: until passages were found',
  model: 'Model: until the first sentence was complete',
  voice: 'Voice: until its first sound was there',
  wire: 'Wire: until that sound was on its way',
};

const LABELS: [Part['name'], string, (latency: Latency) => number | null][] = [
  ['ear', 'Ear', (latency) => latency.ear_ms],
  ['knowledge', 'Knowledge', (latency) => latency.knowledge_ms],
  ['model', 'Model', (latency) => latency.model_ms],
  ['voice', 'Voice', (latency) => latency.voice_ms],
  ['wire', 'Wire', (latency) => latency.wire_ms],
];

/** The parts that happened, in their order. */
export function parts(latency: Latency): Part[] {
  return LABELS.flatMap(([name, label, of]) => {
    const ms = of(latency);
    return ms === null ? [] : [{ name, label, ms }];
  });
}

/** The whole in words, for those who do not see the bar. */
export function inWords(latency: Latency): string {
  const list = parts(latency).map((part) => `${part.label.toLowerCase()} ${wait(part.ms)}`);
  return `Voice to voice ${wait(latency.voice_to_voice_ms)}${list.length > 0 ? `: ${list.join(', ')}` : ''}.`;
}

/** Milliseconds that bars beside each other share as their full width: at least a second and a half. */
export function sharedScale(latencies: Latency[]): number {
  const sums = latencies.map((latency) => parts(latency).reduce((sum, part) => sum + part.ms, 0));
  return Math.max(1500, ...sums, ...latencies.map((latency) => latency.voice_to_voice_ms ?? 0));
}
