/** How many frames are gathered before sound starts, against the unevenness of the network. */
const PREROLL_FRAMES = 2;
/** How long a lone frame waits for company, in samples at 16 kHz: 40 ms. */
const PREROLL_SAMPLES = 640;
/** How fast a cut sound falls to nothing, a sample: about 4 ms, so that it does not click. */
const DECAY = 0.93;

/**
 * The queue of the agent's frames between the socket and the loudspeaker. It lives on the audio thread, where
 * `fill` is called for every block; frames are numbered from 1 in the order they are pushed and keep their number
 * whether they are played or dropped.
 */
export class Playout {
  #queue: { number: number; samples: Float32Array }[] = [];
  #offset = 0;
  #received = 0;
  #played = 0;
  #running = false;
  #waited = 0;
  #last = 0;

  /** Number of the last frame that was played to its end; 0 before the first. */
  get played(): number {
    return this.#played;
  }

  /** Whether sound is coming out or about to. */
  get busy(): boolean {
    return this.#queue.length > 0;
  }

  push(samples: Float32Array): void {
    this.#received++;
    this.#queue.push({ number: this.#received, samples });
  }

  /** Drops everything not yet played, and tells the number of the last frame that was. */
  clear(): number {
    this.#queue = [];
    this.#offset = 0;
    this.#running = false;
    this.#waited = 0;
    return this.#played;
  }

  /** Writes the next block of sound, silence where there is none. */
  fill(out: Float32Array): void {
    if (!this.#running) this.#gather(out.length);
    for (let i = 0; i < out.length; i++) out[i] = this.#last = this.#next();
  }

  #gather(samples: number): void {
    if (this.#queue.length === 0) return;
    this.#waited += samples;
    this.#running = this.#queue.length >= PREROLL_FRAMES || this.#waited > PREROLL_SAMPLES;
  }

  #next(): number {
    const frame = this.#running ? this.#queue[0] : undefined;
    if (frame === undefined) return Math.abs(this.#last) < 1e-4 ? 0 : this.#last * DECAY;
    const sample = frame.samples[this.#offset++] ?? 0;
    if (this.#offset >= frame.samples.length) this.#finish(frame.number);
    return sample;
  }

  #finish(number: number): void {
    this.#queue.shift();
    this.#offset = 0;
    this.#played = number;
    if (this.#queue.length === 0) {
      this.#running = false;
      this.#waited = 0;
    }
  }
}
