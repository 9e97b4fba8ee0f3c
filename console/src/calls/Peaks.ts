/** Length of sound behind one peak. */
export const PEAK_MS = 50;

/** Why a recording cannot be drawn, though it may be played. */
export class NotDrawable extends Error {
  override readonly name = 'NotDrawable';
}

interface Format {
  channels: number;
  rate: number;
}

/**
 * Reads a WAV of 16-bit samples as it arrives and keeps only the loudest sample of every 50 ms of each channel, 0 to
 * 1: an hour takes half a megabyte, whatever the recording does. Obeys the RIFF chunk layout; a data chunk whose length
 * is not known yet runs to the end.
 */
export class Peaks {
  readonly #channels: number[][] = [[], []];
  #rest = new Uint8Array();
  #format: Format | null = null;
  #inData = false;
  #dataLeft = 0;
  #seen = 0;
  #loudest: number[] = [0, 0];

  /** Peaks so far of the left (caller) and right (agent) channel; a mono recording has no right. */
  get channels(): readonly (readonly number[])[] {
    return this.#channels;
  }

  push(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#rest.length + bytes.length);
    joined.set(this.#rest);
    joined.set(bytes, this.#rest.length);
    const used = this.#inData ? this.#samples(joined, 0) : this.#header(joined);
    this.#rest = joined.slice(used);
  }

  /** How many bytes of `bytes` were understood. */
  #header(bytes: Uint8Array): number {
    if (bytes.length < 12) return 0;
    const view = new DataView(bytes.buffer);
    let at = 0;
    if (this.#format === null) {
      if (name(view, 0) !== 'RIFF' || name(view, 8) !== 'WAVE') throw new NotDrawable('not a WAV');
      at = 12;
    }
    while (at + 8 <= bytes.length) {
      const length = view.getUint32(at + 4, true);
      if (name(view, at) === 'data') {
        this.#inData = true;
        this.#dataLeft = length === 0 || length === 0xffff_ffff ? Infinity : length;
        return this.#samples(bytes, at + 8);
      }
      const after = at + 8 + length + (length % 2);
      if (after > bytes.length) break;
      if (name(view, at) === 'fmt ') this.#format = format(view, at + 8);
      at = after;
    }
    // Before the format is known the next call must see the file's beginning again.
    return this.#format === null ? 0 : at;
  }

  #samples(bytes: Uint8Array, from: number): number {
    if (this.#format === null) throw new NotDrawable('no format before the sound');
    const { channels, rate } = this.#format;
    const step = channels * 2;
    const view = new DataView(bytes.buffer);
    const perPeak = Math.round((rate * PEAK_MS) / 1000);
    let at = from;
    for (; at + step <= bytes.length && this.#dataLeft >= step; at += step, this.#dataLeft -= step) {
      for (let c = 0; c < Math.min(2, channels); c++) {
        const loud = Math.abs(view.getInt16(at + c * 2, true)) / 32_768;
        if (loud > (this.#loudest[c] ?? 0)) this.#loudest[c] = loud;
      }
      if (++this.#seen === perPeak) this.#finish(channels);
    }
    return this.#dataLeft < step ? bytes.length : at;
  }

  #finish(channels: number): void {
    for (let c = 0; c < Math.min(2, channels); c++) this.#channels[c]?.push(this.#loudest[c] ?? 0);
    this.#loudest = [0, 0];
    this.#seen = 0;
  }
}

function format(view: DataView, at: number): Format {
  const kind = view.getUint16(at, true);
  const bits = view.getUint16(at + 14, true);
  // 0xFFFE is the extensible form, whose 16-bit case is the same linear samples.
  if ((kind !== 1 && kind !== 0xfffe) || bits !== 16) throw new NotDrawable('not linear 16-bit');
  return { channels: view.getUint16(at + 2, true), rate: view.getUint32(at + 4, true) };
}

function name(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
