import { type ClientMessage, readServerMessage, type ServerMessage, UNKNOWN_AGENT } from '../protocol';
import type { Captured } from '../sound/capture.worklet';
import { Microphone, NoMicrophone } from '../sound/Microphone';
import { post, ServerFailure } from '../server';
import type { PlaybackReport } from '../sound/playback.worklet';
import { Speaker } from '../sound/Speaker';
import { type Conversation, hear, SILENCE } from './conversation';

export type Phase = 'connecting' | 'talking' | 'ended' | 'failed';

/** What the page shows of a call. */
export interface LiveCallView {
  phase: Phase;
  conversation: Conversation;
  /** Whether the agent can be heard right now. */
  speaking: boolean;
  muted: boolean;
  /** Why it failed, in words that hold the remedy. */
  failure: string | null;
}

/** More unsent sound than this (two seconds) is of no use to a listener: it is dropped. */
const STALE_BYTES = 64_000;
/** How long the server may take to answer `end` before the socket is closed. */
const GOODBYE_MS = 3000;

/**
 * One call from this browser: microphone, socket and loudspeaker, joined. Pages read `view` and are told through
 * `subscribe`; a call that has ended is not started again.
 */
export class LiveCall {
  readonly #listeners = new Set<() => void>();
  readonly #agentId: string;
  readonly #variables: Record<string, string>;
  readonly #showLevel: (level: number) => void;
  #view: LiveCallView = { phase: 'connecting', conversation: SILENCE, speaking: false, muted: false, failure: null };
  #microphone: Microphone | null = null;
  #speaker: Speaker | null = null;
  #socket: WebSocket | null = null;

  /**
   * @param variables what stands for {{name}} in this call
   * @param showLevel gets the microphone's loudness, 0 to 1, every 20 ms
   */
  constructor(agentId: string, variables: Record<string, string>, showLevel: (level: number) => void) {
    this.#agentId = agentId;
    this.#variables = variables;
    this.#showLevel = showLevel;
  }

  get view(): LiveCallView {
    return this.#view;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Call it from a click, which is what lets the page make a sound. */
  async start(): Promise<void> {
    try {
      this.#speaker = await Speaker.open((report) => this.#playback(report));
      this.#microphone = await Microphone.open(
        (captured) => this.#captured(captured),
        () => this.#fail('The microphone was disconnected. Plug it in again, then start a new call.'),
      );
    } catch (failure) {
      this.#fail(failure instanceof NoMicrophone ? failure.message : 'This browser could not open its sound devices.');
      return;
    }
    if (this.#over) this.#closeDevices();
    else await this.#connect();
  }

  /** The person hangs up. */
  end(): void {
    if (this.#over) return;
    this.#send({ type: 'end' });
    this.#closeDevices();
    this.#show({ phase: 'ended', speaking: false });
    const socket = this.#socket;
    setTimeout(() => socket?.close(1000), GOODBYE_MS);
  }

  mute(muted: boolean): void {
    this.#microphone?.mute(muted);
    this.#show({ muted });
  }

  get #over(): boolean {
    return this.#view.phase === 'ended' || this.#view.phase === 'failed';
  }

  /** A socket cannot send a header, so it is opened with a ticket that is good once and for half a minute. */
  async #connect(): Promise<void> {
    let ticket: string;
    try {
      ({ ticket } = await post<{ ticket: string }>('/api/v1/tickets', { agent_id: this.#agentId, variables: this.#variables }));
    } catch (failure) {
      this.#fail(
        failure instanceof ServerFailure && failure.kind === 'signed-out'
          ? 'You are not signed in. Sign in, then start again.'
          : 'The server did not take the call. Check that it is running and that you are signed in, then start again.',
      );
      return;
    }
    if (this.#over) return;
    const url = new URL('/ws/voice-browser', location.href);
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    url.search = new URLSearchParams({ agent_id: this.#agentId, playback: 'reported', ticket }).toString();
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    let opened = false;
    socket.onopen = () => (opened = true);
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data !== 'string') this.#speaker?.play(data);
      else this.#message(readServerMessage(data));
    };
    socket.onclose = ({ code }) => this.#closed(code, opened);
    this.#socket = socket;
  }

  #message(message: ServerMessage | null): void {
    if (message === null) return;
    if (message.type === 'clear') this.#speaker?.clear();
    this.#show({ conversation: hear(this.#view.conversation, message) });
    if (message.type === 'session_started' && !this.#over) this.#show({ phase: 'talking' });
    if (message.type === 'session_ended') this.#finish();
  }

  /** The server only ends a session when what it had to say has been played. */
  #finish(): void {
    this.#closeDevices();
    if (!this.#over) this.#show({ phase: 'ended', speaking: false });
    this.#socket?.close(1000);
  }

  #closed(code: number, opened: boolean): void {
    if (this.#over) return;
    const said = this.#view.conversation.trouble;
    if (code === UNKNOWN_AGENT) this.#fail('The server does not know this agent any more. Reload the page and choose another.');
    else if (said !== null) this.#fail(said);
    else if (opened) this.#fail('The connection to the server was lost. Check the network, then start a new call.');
    else this.#fail('The server did not take the call. Check that it is running and that you are signed in, then start again.');
  }

  #captured({ pcm, level }: Captured): void {
    this.#showLevel(this.#view.muted ? 0 : level);
    const socket = this.#socket;
    if (socket?.readyState === WebSocket.OPEN && socket.bufferedAmount < STALE_BYTES) socket.send(pcm);
  }

  #playback(report: PlaybackReport): void {
    if ('busy' in report) this.#show({ speaking: report.busy });
    else if ('played' in report) this.#send({ type: 'played', frames: report.played });
    else this.#send({ type: 'cleared', frames: report.cleared });
  }

  #send(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #fail(failure: string): void {
    if (this.#over) return;
    this.#closeDevices();
    this.#show({ phase: 'failed', failure, speaking: false });
    this.#socket?.close(1000);
  }

  #closeDevices(): void {
    this.#microphone?.close();
    this.#speaker?.close();
    this.#microphone = this.#speaker = null;
    this.#showLevel(0);
  }

  #show(change: Partial<LiveCallView>): void {
    this.#view = { ...this.#view, ...change };
    this.#listeners.forEach((listener) => listener());
  }
}
