type Block = Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Cuts a stream of samples or bytes into frames of one length; a rest waits for what follows. */
export class Framer<T extends Block> {
  readonly #frame: T;
  #filled = 0;

  /** @param frame of the wanted length, which the framer takes over */
  constructor(frame: T) {
    this.#frame = frame;
  }

  /** The frames that `block` completes, oldest first; each is a copy of its own. */
  push(block: T): T[] {
    const frames: T[] = [];
    let from = 0;
    while (from < block.length) {
      const count = Math.min(this.#frame.length - this.#filled, block.length - from);
      this.#frame.set(block.subarray(from, from + count), this.#filled);
      this.#filled += count;
      from += count;
      if (this.#filled === this.#frame.length) {
        frames.push(this.#frame.slice() as T);
        this.#filled = 0;
      }
    }
    return frames;
  }
}
