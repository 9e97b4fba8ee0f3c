/** Zero crossings of the sinc on each side: a transition band of about 1.4 kHz when going down to 16 kHz. */
const CROSSINGS = 24;
/** Kaiser window for about 70 dB of stop band. */
const BETA = 7;
/** Middle of the transition band, as a part of the lower Nyquist frequency: its end lies on that frequency. */
const ROLL_OFF = 0.91;

/**
 * Changes the rate of a stream of samples, block by block, by a polyphase windowed-sinc filter. What cannot be
 * computed yet because the filter needs later samples comes with the next block.
 */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #phases: Float32Array[];
  readonly #half: number;
  #input: Float32Array;
  #filled: number;
  /** Where the next output sample lies: `#position + #phase / #up` input samples into `#input`. */
  #position: number;
  #phase = 0;

  constructor(from: number, to: number) {
    const common = gcd(from, to);
    this.#up = to / common;
    this.#down = from / common;
    this.#half = from === to ? 0 : Math.ceil(CROSSINGS * Math.max(1, from / to));
    this.#phases = phases(this.#up, this.#half, Math.min(1, to / from));
    this.#input = new Float32Array(this.#half * 2 + 4096);
    this.#filled = this.#half;
    this.#position = this.#half;
  }

  /** The samples at the new rate that `block` completes. */
  push(block: Float32Array): Float32Array<ArrayBuffer> {
    this.#append(block);
    const out: number[] = [];
    while (this.#position + this.#half < this.#filled) {
      out.push(this.#sample());
      this.#phase += this.#down;
      this.#position += Math.floor(this.#phase / this.#up);
      this.#phase %= this.#up;
    }
    this.#forget();
    return Float32Array.from(out);
  }

  #sample(): number {
    const taps = this.#phases[this.#phase] ?? new Float32Array();
    const start = this.#position - this.#half;
    let sum = 0;
    for (let i = 0; i < taps.length; i++) sum += (taps[i] ?? 0) * (this.#input[start + i] ?? 0);
    return sum;
  }

  #append(block: Float32Array): void {
    if (this.#filled + block.length > this.#input.length) {
      const larger = new Float32Array((this.#filled + block.length) * 2);
      larger.set(this.#input.subarray(0, this.#filled));
      this.#input = larger;
    }
    this.#input.set(block, this.#filled);
    this.#filled += block.length;
  }

  #forget(): void {
    const used = Math.min(this.#position - this.#half, this.#filled);
    this.#input.copyWithin(0, used, this.#filled);
    this.#filled -= used;
    this.#position -= used;
  }
}

/** One filter a phase, each with unit gain; `band` is the lower rate over the input rate, at most 1. */
function phases(up: number, half: number, band: number): Float32Array[] {
  if (half === 0) return [Float32Array.of(1)];
  const cutoff = band * ROLL_OFF;
  return Array.from({ length: up }, (_, phase) => {
    const taps = Float32Array.from({ length: half * 2 + 1 }, (_, i) => {
      const x = i - half - phase / up;
      return sinc(cutoff * x) * kaiser(x / (half + 1));
    });
    const gain = taps.reduce((sum, tap) => sum + tap, 0);
    return taps.map((tap) => tap / gain);
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
}

/** Modified Bessel function of the first kind, order zero, by its series. */
function bessel(x: number): number {
  let sum = 1;
  for (let k = 1, term = 1; term > sum * 1e-10; k++) {
    term *= (x / 2 / k) ** 2;
    sum += term;
  }
  return sum;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
