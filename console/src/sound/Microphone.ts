import type { Captured } from './capture.worklet';
import worklet from './capture.worklet.ts?worker&url';

/** Why there is no microphone, in words that hold the remedy. */
export class NoMicrophone extends Error {
  override readonly name = 'NoMicrophone';
}

/**
 * The microphone. It runs at the device's own rate, at which every browser cancels echo best and lets a microphone
 * into a graph; the worklet brings it to the socket's rate.
 */
export class Microphone {
  readonly #context: AudioContext;
  readonly #stream: MediaStream;

  private constructor(context: AudioContext, stream: MediaStream) {
    this.#context = context;
    this.#stream = stream;
  }

  /**
   * @param heard gets 20 ms at a time
   * @param lost is called when the device goes away during the call
   */
  static async open(heard: (captured: Captured) => void, lost: () => void): Promise<Microphone> {
    const stream = await ask();
    const context = new AudioContext();
    try {
      await context.audioWorklet.addModule(worklet);
      const node = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
      node.port.onmessage = ({ data }: MessageEvent<Captured>) => heard(data);
      context.createMediaStreamSource(stream).connect(node);
      await context.resume();
    } catch (failure) {
      stream.getTracks().forEach((track) => track.stop());
      await context.close();
      throw failure;
    }
    stream.getAudioTracks()[0]?.addEventListener('ended', lost);
    return new Microphone(context, stream);
  }

  /** A muted microphone goes on sending frames, of silence. */
  mute(muted: boolean): void {
    for (const track of this.#stream.getAudioTracks()) track.enabled = !muted;
  }

  close(): void {
    this.#stream.getTracks().forEach((track) => track.stop());
    if (this.#context.state !== 'closed') void this.#context.close();
  }
}

async function ask(): Promise<MediaStream> {
  if (!window.isSecureContext) {
    throw new NoMicrophone(
      'Browsers give a microphone only to pages from https:// or from localhost. Open the console that way, or put it behind TLS.',
    );
  }
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (failure) {
    throw new NoMicrophone(remedy(failure instanceof DOMException ? failure.name : ''));
  }
}

function remedy(name: string): string {
  switch (name) {
    case 'NotAllowedError':
      return 'The microphone is blocked for this page. Allow it with the icon beside the address, then start again.';
    case 'NotFoundError':
      return 'No microphone was found. Plug one in or switch it on, then start again.';
    case 'NotReadableError':
      return 'The microphone is in use by another program. Close that program, then start again.';
    default:
      return 'The browser could not open the microphone. Check its sound settings, then start again.';
  }
}
