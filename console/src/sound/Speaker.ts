import { FRAME_BYTES, RATE } from '../protocol';
import { Framer } from './Framer';
import type { PlaybackCommand, PlaybackReport } from './playback.worklet';
import worklet from './playback.worklet.ts?worker&url';

/** The loudspeaker: takes the agent's sound as it comes off the socket and reports what was played. */
export class Speaker {
  readonly #context: AudioContext;
  readonly #node: AudioWorkletNode;
  readonly #framer = new Framer(new Uint8Array(FRAME_BYTES));

  private constructor(context: AudioContext, report: (report: PlaybackReport) => void) {
    this.#context = context;
    this.#node = new AudioWorkletNode(context, 'playback', { numberOfInputs: 0, outputChannelCount: [1] });
    this.#node.port.onmessage = ({ data }: MessageEvent<PlaybackReport>) => report(data);
    this.#node.connect(context.destination);
  }

  /** Call it from a click: browsers keep a page silent until the person has done something. */
  static async open(report: (report: PlaybackReport) => void): Promise<Speaker> {
    const context = new AudioContext({ sampleRate: RATE, latencyHint: 'interactive' });
    try {
      await context.audioWorklet.addModule(worklet);
      await context.resume();
      return new Speaker(context, report);
    } catch (failure) {
      await context.close();
      throw failure;
    }
  }

  play(sound: ArrayBuffer): void {
    for (const frame of this.#framer.push(new Uint8Array(sound))) this.#send({ frame });
  }

  /** Falls silent at once; the answer is one report of `cleared`. */
  clear(): void {
    this.#send('clear');
  }

  close(): void {
    if (this.#context.state !== 'closed') void this.#context.close();
  }

  #send(command: PlaybackCommand): void {
    this.#node.port.postMessage(command);
  }
}
