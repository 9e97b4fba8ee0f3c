import { PEAK_MS } from './Peaks';

/** Width of a stroke and of the gap after it, in CSS pixels. */
const STROKE = 2;
const GAP = 1;

/** Draws the caller upwards and the agent downwards from the middle; what was already played in full colour. */
export function drawPeaks(
  canvas: HTMLCanvasElement,
  channels: readonly (readonly number[])[],
  total: number,
  now: number,
): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const density = window.devicePixelRatio;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.scale(density, density);
  const middle = height / 2;
  const head = (now / total) * width;
  const peaksPerPixel = (total * 1000) / PEAK_MS / width;

  (['--caller', '--agent'] as const).forEach((hue, c) => {
    pen.fillStyle = colour(canvas, hue);
    for (let x = 0; x < width; x += STROKE + GAP) {
      const loud = loudest(channels[c] ?? [], x * peaksPerPixel, (x + STROKE + GAP) * peaksPerPixel);
      const length = Math.max(0.75, Math.sqrt(loud) * (middle - 3));
      pen.globalAlpha = now === 0 || x < head ? 1 : 0.45;
      pen.fillRect(x, c === 0 ? middle - 1 - length : middle + 1, STROKE, length);
    }
  });
  pen.globalAlpha = 1;
  pen.fillStyle = colour(canvas, '--ink');
  if (now > 0) pen.fillRect(head - 0.5, 0, 1.5, height);
}

function loudest(peaks: readonly number[], from: number, to: number): number {
  let loud = 0;
  for (let i = Math.floor(from); i < Math.max(to, Math.floor(from) + 1); i++) loud = Math.max(loud, peaks[i] ?? 0);
  return loud;
}

/** The token's colour for the scheme in use: a canvas does not know `light-dark()`, an element does. */
function colour(canvas: HTMLCanvasElement, token: string): string {
  canvas.style.color = `var(${token})`;
  return getComputedStyle(canvas).color;
}
