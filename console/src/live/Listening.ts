import { post } from '../server';

/** Sound that is gathered before it plays: reports of what was played come in bursts. */
const GATHERED_SECONDS = 0.25;
/** Sound further ahead than this is not worth waiting for. */
const FURTHEST_SECONDS = 4;

interface Ticket {
  /** Path and query of the socket. */
  url: string;
  rate: number;
}

/** Hears a call that goes on: the caller on the left, the agent on the right. */
export class Listening {
  readonly #socket: WebSocket;
  readonly #context: AudioContext;
  readonly #rate: number;
  readonly #over: () => void;
  #next = 0;
  #closed = false;
  /** Frames heard so far. */
  frames = 0;

  private constructor(socket: WebSocket, context: AudioContext, rate: number, over: () => void) {
    this.#socket = socket;
    this.#context = context;
    this.#rate = rate;
    this.#over = over;
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) this.#play(new Int16Array(data));
    };
    socket.onclose = () => this.close();
  }

  /** Call it from a click: browsers keep a page silent until the person has done something. */
  static async open(call: string, over: () => void): Promise<Listening> {
    const context = new AudioContext();
    try {
      await context.resume();
      const { url, rate } = await post<Ticket>(`/api/v1/calls/${encodeURIComponent(call)}/listen`);
      const socket = new WebSocket(new URL(url, location.href.replace(/^http/, 'ws')));
      return new Listening(socket, context, rate, over);
    } catch (failure) {
      await context.close();
      throw failure;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.close();
    void this.#context.close();
    this.#over();
  }

  #play(interleaved: Int16Array): void {
    const now = this.#context.currentTime;
    if (this.#next > now + FURTHEST_SECONDS) return;
    if (this.#next < now) this.#next = now + GATHERED_SECONDS;
    const length = interleaved.length / 2;
    const buffer = this.#context.createBuffer(2, length, this.#rate);
    for (const side of [0, 1]) {
      const samples = buffer.getChannelData(side);
      for (let i = 0; i < length; i++) samples[i] = (interleaved[2 * i + side] ?? 0) / 32_768;
    }
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#context.destination);
    source.start(this.#next);
    this.#next += buffer.duration;
    this.frames++;
  }
}
