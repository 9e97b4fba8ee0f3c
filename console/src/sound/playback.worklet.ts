import { fromPcm } from './pcm';
import { Playout } from './Playout';

/** What the page tells the loudspeaker's worklet. */
export type PlaybackCommand = { frame: Uint8Array } | 'clear';

/** What the worklet reports: frames are numbers as `Playout` counts them. */
export type PlaybackReport = { played: number } | { cleared: number } | { busy: boolean };

/** Played frames between two reports: 100 ms. */
const REPORT_EVERY = 5;

class Playback extends AudioWorkletProcessor {
  readonly #playout = new Playout();
  #reported = 0;
  #busy = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PlaybackCommand>) => {
      if (data === 'clear') this.#clear();
      else this.#playout.push(fromPcm(data.frame));
    };
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const out = outputs[0]?.[0];
    if (out !== undefined) this.#playout.fill(out);
    const { played, busy } = this.#playout;
    if (played >= this.#reported + REPORT_EVERY || (!busy && played > this.#reported)) {
      this.#reported = played;
      this.#tell({ played });
    }
    if (busy !== this.#busy) this.#tell({ busy: (this.#busy = busy) });
    return true;
  }

  #clear(): void {
    const cleared = this.#playout.clear();
    this.#reported = cleared;
    this.#tell({ cleared });
  }

  #tell(report: PlaybackReport): void {
    this.port.postMessage(report);
  }
}

registerProcessor('playback', Playback);
