import type { ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import type { CallNote, LiveEvents, LiveLine, Role } from '../../src/protocol';
import { EXCHANGES, GREETING } from './script';
import { babble, silence } from './sound';

/** A call that goes on, and has come as far as a question that is being asked. */
export class LiveShow {
  readonly said: string[] = [];
  readonly #watchers: ServerResponse[] = [];
  readonly #past: string[] = [];
  #id = 0;
  #listeners = 0;
  #at = 20_000;

  constructor() {
    this.#tell('line', line('assistant', GREETING, 400, 0));
    this.#tell('line', line('user', EXCHANGES[0]?.heard ?? '', 6400, 1));
    this.#tell('turn', { number: 1, interrupted: false, sources: 2, ear_ms: 412, model_ms: 61, voice_ms: 38, voice_to_voice_ms: 544 });
    this.#tell('line', { ...line('assistant', EXCHANGES[0]?.spoken.split('. ')[0] ?? '', 10_800, 1), interrupted: true });
    this.#tell('tool', { id: 't1.1', name: 'find_nurse', status: 'executing', arguments: '{"district":"Pune"}', result: null });
  }

  get listeners(): number {
    return this.#listeners;
  }

  watch(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(this.#past.join(''));
    this.#watchers.push(response);
    this.#tell('partial', { role: 'user', text: 'and when do I have to' });
  }

  say(text: string): void {
    this.said.push(text);
    this.#tell('line', line('user', EXCHANGES[1]?.heard ?? '', (this.#at += 1000), 2));
    this.#tell('line', line('operator', text, (this.#at += 1000), 2));
  }

  note(content: string): CallNote {
    const note = { id: `note_${this.#id}`, author: 'asha@example.org', content, created_at: new Date().toISOString() };
    this.#tell('note', { note });
    return note;
  }

  end(): void {
    this.#tell('ended', { reason: 'operator_ended', seconds: 81 });
    this.#watchers.forEach((watcher) => watcher.end());
  }

  listen(socket: WebSocket): void {
    this.#listeners++;
    socket.on('close', () => this.#listeners--);
    socket.send(JSON.stringify({ type: 'listening', rate: 16_000, channels: 2, frame_ms: 20 }));
    const caller = babble(400, 190);
    const agent = silence(400);
    for (let at = 0; at + 320 <= caller.length; at += 320) {
      const frame = new Int16Array(640);
      for (let i = 0; i < 320; i++) {
        frame[2 * i] = caller[at + i] ?? 0;
        frame[2 * i + 1] = agent[at + i] ?? 0;
      }
      socket.send(Buffer.from(frame.buffer));
    }
  }

  #tell<Name extends keyof LiveEvents>(name: Name, data: LiveEvents[Name]): void {
    const kept = name !== 'partial';
    const event = `${kept ? `id: ${++this.#id}\n` : ''}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
    if (kept) this.#past.push(event);
    this.#watchers.forEach((watcher) => watcher.write(event));
  }
}

function line(role: Role, content: string, start_ms: number, turn: number): LiveLine {
  return { role, content, language: 'en-IN', start_ms, end_ms: start_ms + 3000, interrupted: false, turn };
}
