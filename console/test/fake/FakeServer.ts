import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { UNKNOWN_AGENT } from '../../src/protocol';
import { COUNT, detail, live, LIVE, page, recording, waits } from './calls';
import { LiveShow } from './LiveShow';
import { FakeCall } from './FakeCall';
import { Office } from './Office';
import { AGENTS, SYSTEM } from './script';
import { Switchboard } from './Switchboard';

const DIST = join(import.meta.dirname, '../../dist');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A stand-in for the Java server: the built pages, the API and scripted calls, on a port of its own. */
export class FakeServer {
  readonly calls: FakeCall[] = [];
  /** Whether the API answers; a test takes it away to see what the pages say. */
  up = true;
  /** What an operator manages; a test may look into it, or put another in its place. */
  office = new Office();
  /** What places calls. */
  switchboard = new Switchboard(this.office);
  /** What tickets were asked for with. */
  readonly tickets: Record<string, unknown>[] = [];
  /** Paths of what was deleted. */
  readonly deleted: string[] = [];
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #ticket = 'ticket_of_the_fake';
  readonly #recording = recording();
  /** The call that goes on, as those see it who watch. */
  show = new LiveShow();

  private constructor() {
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#http.on('upgrade', (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://fake');
      const admitted = url.searchParams.get('ticket') === this.#ticket;
      if (!this.up || !admitted) return void socket.destroy();
      if (url.pathname === '/ws/listen') {
        this.#sockets.handleUpgrade(request, socket, head, (opened) => this.show.listen(opened));
        return;
      }
      if (url.pathname !== '/ws/voice-browser') return void socket.destroy();
      this.#sockets.handleUpgrade(request, socket, head, (opened) => {
        const asked = url.searchParams.get('agent_id');
        const agent = AGENTS.find((one) => one.id === asked || one.name === asked);
        if (agent === undefined) opened.close(UNKNOWN_AGENT, 'unknown agent');
        else this.calls.push(new FakeCall(opened, agent.display_name ?? agent.name));
      });
    });
  }

  /** @param port 0 for any that is free */
  static async start(port = 0): Promise<FakeServer> {
    const fake = new FakeServer();
    await new Promise<void>((listening) => fake.#http.listen(port, '127.0.0.1', listening));
    return fake;
  }

  get url(): string {
    return `http://localhost:${(this.#http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#sockets.clients.forEach((socket) => socket.terminate());
    this.#http.closeAllConnections();
    await new Promise((closed) => this.#http.close(closed));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    if (!url.pathname.startsWith('/api/')) return pages(url.pathname, response);
    if (!this.up) return void request.socket.destroy();
    if (request.method === 'POST' && url.pathname === '/api/v1/tickets') {
      this.tickets.push(await sent(request));
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ ticket: this.#ticket }));
      return;
    }
    const documents = /^\/api\/v1\/agents\/[^/]+\/documents(?:\/([^/]+))?$/.exec(url.pathname);
    if (documents !== null) {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { status, body } = this.office.document(request.method ?? 'GET', documents[1], url.searchParams.get('name'), Buffer.concat(chunks));
      response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? undefined : JSON.stringify(body));
      return;
    }
    const total = this.#total(url.pathname);
    if (request.method === 'GET' && total !== null) {
      response.writeHead(200, { 'content-type': 'application/json', 'x-total-count': total }).end('[]');
      return;
    }
    const body = await sent(request);
    if (request.method === 'POST' && url.pathname === '/api/v1/calls/outbound') {
      const reply = this.switchboard.place(request.headers['idempotency-key'] as string | undefined, body);
      // Not before its first byte: browsers then ask once more by themselves, with the same key.
      if (reply === null) return void response.writeHead(201, { 'content-type': 'application/json', 'content-length': 400 }).write('{"id":', () => request.socket.destroy());
      response.writeHead(reply.status, { 'content-type': 'application/json', ...(reply.status === 429 ? { 'retry-after': '7' } : {}) }).end(JSON.stringify(reply.body));
      return;
    }
    const managed = this.office.answer(request.method ?? 'GET', url.pathname, url.searchParams, body, request.headers['if-match']);
    if (managed !== null) {
      response.writeHead(managed.status, { 'content-type': 'application/json', ...(managed.tag === undefined ? {} : { etag: managed.tag }) });
      response.end(managed.body === undefined ? undefined : JSON.stringify(managed.body));
      return;
    }
    const stepped = /^\/api\/v1\/calls\/([^/]+)\/(events|say|end|notes|listen|export)$/.exec(url.pathname);
    if (stepped !== null) { this.#stepIn(stepped[1] ?? '', stepped[2] ?? '', body, response); return; }
    if (request.method === 'DELETE') {
      this.deleted.push(url.pathname);
      response.writeHead(204).end();
      return;
    }
    const call = /^\/api\/v1\/calls\/([^/]+)(\/recording)?$/.exec(url.pathname);
    if (call?.[2] !== undefined) {
      ranged(request, response, this.#recording);
      return;
    }
    const shown = this.#rest(url) ?? (call?.[1] === undefined ? null : (this.switchboard.find(call[1]) ?? detail(call[1])));
    response.writeHead(shown === null ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(shown ?? { message: 'not found' }));
  }

  /** Length of a list of the older surface, of which the pages want to know nothing else. */
  #total(path: string): number | null {
    switch (path) {
      case '/api/agents':
        return AGENTS.length;
      case '/api/calls':
        return COUNT;
      case '/api/system-prompts':
        return this.office.shelf.prompts.length;
      case '/api/custom-functions':
        return this.office.shelf.functions.length;
      default:
        return null;
    }
  }

  #stepIn(id: string, what: string, body: Record<string, unknown>, response: ServerResponse): void {
    const json = (status: number, answer: unknown) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    const placed = this.switchboard.find(id);
    const show = placed === null ? (id === LIVE ? this.show : null) : this.switchboard.show(id);
    if (what === 'events' && show !== null) {
      show.watch(response);
      return;
    }
    if (what === 'events') {
      response.writeHead(204).end();
      return;
    }
    if (what === 'listen') {
      json(201, { url: `/ws/listen?call_id=${id}&ticket=${this.#ticket}`, rate: 16_000, expires_at: new Date().toISOString() });
      return;
    }
    if (what === 'notes') {
      json(201, (show ?? this.show).note(String(body['content'])));
      return;
    }
    if (what === 'say') (show ?? this.show).say(String(body['text']));
    else if (placed === null) this.show.end();
    else this.switchboard.end(id);
    response.writeHead(202).end();
  }

  #rest(url: URL): unknown {
    switch (url.pathname) {
      case '/api/v1/system':
        return SYSTEM;
      case '/api/v1/calls':
        return page(url.searchParams, this.switchboard.list());
      case '/api/v1/calls/live':
        return { calls: [...this.switchboard.live(), ...live().calls] };
      case '/api/v1/calls/waits':
        return waits();
      default:
        return null;
    }
  }
}

async function sent(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

async function pages(path: string, response: ServerResponse): Promise<void> {
  const wanted = extname(path) === '' ? 'index.html' : normalize(path);
  try {
    const file = await readFile(join(DIST, wanted));
    response.writeHead(200, { 'content-type': TYPES[extname(wanted)] ?? 'application/octet-stream' }).end(file);
  } catch {
    response.writeHead(404).end();
  }
}

/** Browsers seek in sound only where the server answers ranges (RFC 9110 §14). */
function ranged(request: IncomingMessage, response: ServerResponse, file: Buffer): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const from = Number(range?.[1] ?? 0);
  const to = range?.[2] ? Number(range[2]) : file.length - 1;
  response.writeHead(range === null ? 200 : 206, {
    'content-type': 'audio/wav',
    'accept-ranges': 'bytes',
    'content-length': to - from + 1,
    ...(range === null ? {} : { 'content-range': `bytes ${from}-${to}/${file.length}` }),
  });
  response.end(file.subarray(from, to + 1));
}
