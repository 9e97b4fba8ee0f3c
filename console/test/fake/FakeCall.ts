import type { WebSocket } from 'ws';
import { type ClientMessage, FRAME_BYTES, FRAME_MS, type ServerMessage } from '../../src/protocol';
import { RECORDED } from './calls';
import { EXCHANGES, GREETING, NO_LATENCY, type Exchange } from './script';
import { babble } from './sound';

/** Root mean square above which a frame is taken for speech. */
const SPEECH = 350;
/** Frames of speech that cut the agent off, and frames of silence that end the caller's turn. */
const CUT_IN = 8;
const END_OF_TURN = 25;
/** Milliseconds of speech a word takes. */
const WORD_MS = 130;

/** What the page did, for a test to look at. */
export interface Observed {
  sizes: Set<number>;
  heard: number;
  sent: number;
  reports: ClientMessage[];
}

interface Speaking {
  text: string;
  frames: Buffer[];
  next: number;
  done: (spoken: string, interrupted: boolean) => void;
}

/** One scripted call: it greets, waits for the caller's speech, answers, and falls silent when it is cut off. */
export class FakeCall {
  readonly observed: Observed = { sizes: new Set(), heard: 0, sent: 0, reports: [] };
  readonly #socket: WebSocket;
  readonly #clock: NodeJS.Timeout;
  readonly #started = performance.now();
  #ticks = 0;
  #exchange = 0;
  #speaking: Speaking | null = null;
  #voiced = 0;
  #silent = 0;
  #turnOpen = false;
  #words = 0;

  constructor(socket: WebSocket, agent: string) {
    this.#socket = socket;
    socket.on('message', (data: Buffer, binary) => (binary ? this.#hear(data) : this.#told(data.toString())));
    socket.on('close', () => clearInterval(this.#clock));
    this.#tell({ type: 'session_started', agent, call_id: RECORDED, rate: 16_000, frame_ms: FRAME_MS });
    this.#say(GREETING, (spoken) =>
      this.#tell({ type: 'turn', number: 0, heard: '', spoken, sources: [], confidence: null, mind: null, interrupted: false, latency: NO_LATENCY }),
    );
    this.#clock = setInterval(() => this.#advance(), 10);
  }

  /** The connection is lost without a goodbye. */
  breakLine(): void {
    this.#socket.terminate();
  }

  #hear(data: Buffer): void {
    this.observed.sizes.add(data.length);
    this.observed.heard++;
    let power = 0;
    for (let i = 0; i + 1 < data.length; i += 2) power += data.readInt16LE(i) ** 2;
    const speech = Math.sqrt(power / (data.length / 2)) > SPEECH;
    this.#voiced = speech ? this.#voiced + 1 : Math.max(0, this.#voiced - 0.25);
    this.#silent = speech ? 0 : this.#silent + 1;
    if (this.#voiced >= CUT_IN) this.#callerSpeaks();
    if (this.#turnOpen && this.#silent >= END_OF_TURN) this.#callerEnds();
  }

  #callerSpeaks(): void {
    if (this.#speaking !== null) this.#cutOff();
    const exchange = EXCHANGES[this.#exchange];
    if (exchange === undefined) return;
    this.#turnOpen = true;
    const words = exchange.heard.split(' ');
    const count = Math.min(words.length, Math.floor(this.#voiced / 8));
    if (count === this.#words) return;
    this.#words = count;
    this.#tell({ type: 'transcript', role: 'user', content: words.slice(0, count).join(' '), is_final: false });
  }

  #callerEnds(): void {
    this.#turnOpen = false;
    this.#voiced = this.#words = 0;
    const exchange = EXCHANGES[this.#exchange++];
    if (exchange === undefined) return;
    this.#tell({ type: 'transcript', role: 'user', content: exchange.heard, is_final: true });
    const number = this.#exchange;
    this.#say(exchange.spoken, (spoken, interrupted) => this.#measured(number, exchange, spoken, interrupted));
  }

  #measured(number: number, exchange: Exchange, spoken: string, interrupted: boolean): void {
    this.#tell({ type: 'turn', number, mind: 'passages', ...exchange, spoken, interrupted });
  }

  #say(text: string, done: Speaking['done']): void {
    const sound = Buffer.from(babble(text.split(' ').length * WORD_MS, 120).buffer);
    const frames = Array.from({ length: Math.ceil(sound.length / FRAME_BYTES) }, (_, i) => {
      const frame = Buffer.alloc(FRAME_BYTES);
      sound.copy(frame, 0, i * FRAME_BYTES, (i + 1) * FRAME_BYTES);
      return frame;
    });
    this.#speaking = { text, frames, next: 0, done };
  }

  #advance(): void {
    for (; this.#ticks * FRAME_MS < performance.now() - this.#started; this.#ticks++) this.#tick();
  }

  #tick(): void {
    const speaking = this.#speaking;
    if (speaking === null) return;
    const frame = speaking.frames[speaking.next++];
    if (frame !== undefined) {
      this.observed.sent++;
      this.#socket.send(frame);
      if (speaking.next % 24 === 1) {
        this.#tell({ type: 'transcript', role: 'assistant', content: spokenSoFar(speaking, 3), is_final: false });
      }
      return;
    }
    this.#speaking = null;
    this.#tell({ type: 'transcript', role: 'assistant', content: speaking.text, is_final: true });
    speaking.done(speaking.text, false);
  }

  #cutOff(): void {
    const speaking = this.#speaking;
    if (speaking === null) return;
    this.#speaking = null;
    this.#tell({ type: 'clear' });
    const spoken = spokenSoFar(speaking, 0);
    this.#tell({ type: 'transcript', role: 'assistant', content: spoken, is_final: true, interrupted: true });
    speaking.done(spoken, true);
  }

  #told(text: string): void {
    const message = JSON.parse(text) as ClientMessage;
    this.observed.reports.push(message);
    if (message.type !== 'end') return;
    this.#tell({ type: 'session_ended', reason: 'user_ended', duration: Math.round((this.#ticks * FRAME_MS) / 1000) });
    this.#socket.close(1000);
  }

  #tell(message: ServerMessage): void {
    this.#socket.send(JSON.stringify(message));
  }
}

function spokenSoFar(speaking: Speaking, ahead: number): string {
  const words = speaking.text.split(' ');
  return words.slice(0, Math.ceil((speaking.next / speaking.frames.length) * words.length) + ahead).join(' ');
}
