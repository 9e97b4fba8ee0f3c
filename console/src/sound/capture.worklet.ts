import { FRAME_SAMPLES, RATE } from '../protocol';
import { Framer } from './Framer';
import { meterLevel, toPcm } from './pcm';
import { Resampler } from './Resampler';

/** What the microphone's worklet posts every 20 ms. */
export interface Captured {
  pcm: ArrayBuffer;
  /** 0 to 1, as the meter shows it. */
  level: number;
}

/** Takes the microphone at the device's rate and posts frames as the socket wants them. */
class Capture extends AudioWorkletProcessor {
  readonly #resampler = new Resampler(sampleRate, RATE);
  readonly #framer = new Framer(new Float32Array(FRAME_SAMPLES));

  process(inputs: Float32Array[][]): boolean {
    const block = inputs[0]?.[0];
    if (block === undefined) return true;
    for (const frame of this.#framer.push(this.#resampler.push(block))) {
      const captured: Captured = { pcm: toPcm(frame), level: meterLevel(frame) };
      this.port.postMessage(captured, [captured.pcm]);
    }
    return true;
  }
}

registerProcessor('capture', Capture);
