import type { TranscriptLine, Turn } from '../protocol';

/** Each line with the turn whose measurements stand beside it: the turn's answer, or its question if it had none. */
export function seeTurns(lines: TranscriptLine[], turns: Turn[]): { line: TranscriptLine; turn: Turn | null }[] {
  const place = new Map<number, number>();
  lines.forEach((line, i) => {
    const before = place.get(line.turn);
    if (before === undefined || (line.role !== 'user' && lines[before]?.role === 'user')) place.set(line.turn, i);
  });
  const byLine = new Map(turns.map((turn) => [place.get(turn.number), turn]));
  return lines.map((line, i) => ({ line, turn: byLine.get(i) ?? null }));
}
