/** A line of a text in two states: in both, only before, or only after. */
export interface Line {
  kind: 'same' | 'before' | 'after';
  text: string;
}

/** Beyond this many pairs of lines the texts are shown one after the other. */
const MOST_PAIRS = 1_000_000;

/** What became of each line, by the longest common subsequence (Hunt and McIlroy 1976). */
export function compareLines(before: string, after: string): Line[] {
  const a = before === '' ? [] : before.split('\n');
  const b = after === '' ? [] : after.split('\n');
  if (a.length * b.length > MOST_PAIRS) return [...a.map(line('before')), ...b.map(line('after'))];
  // common[i][j] is how many lines a from i on and b from j on share.
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const old = a[i];
    const young = b[j];
    if (old !== undefined && old === young) {
      lines.push({ kind: 'same', text: old });
      i++;
      j++;
    } else if (old !== undefined && (young === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'before', text: old });
      i++;
    } else {
      lines.push({ kind: 'after', text: young ?? '' });
      j++;
    }
  }
  return lines;
}

const line =
  (kind: Line['kind']) =>
  (text: string): Line => ({ kind, text });
