import type { Delivery, Webhook } from '../../src/protocol';
import type { Reply } from './Office';

const KNOWN = ['call.started', 'call.ended', 'call.failed', 'conversation.updated', 'agent.updated', 'agent.deployed', 'function.executed', 'error'];
/** How many the first webhook was sent. */
export const SENT = 64;
const MINUTE = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

/** Webhooks and what they are sent, as the server would keep it. What is sent comes to an end when a test says so. */
export class Mailroom {
  webhooks: Webhook[] = [
    webhook('whk_desk', 'https://desk.example.org/hooks/antiphon', 'Tickets in the help desk', ['call.ended', 'call.failed', 'error'], true),
    webhook('whk_lake', 'https://lake.example.org/voice', '', KNOWN, false),
  ];
  /** Newest first, by webhook. */
  readonly sent = new Map<string, Delivery[]>([['whk_desk', Array.from({ length: SENT }, (_, i) => past(i))]]);
  /** Whether what is sent is delivered by itself, for people who look at the pages. */
  byItself = false;
  #count = 0;

  constructor() {
    this.webhooks = this.webhooks.map((one) => this.#told(one));
  }

  /** Lets what was sent last come to something. */
  settle(now: Partial<Delivery>): void {
    const newest = [...this.sent.values()].flat().find(({ status }) => status === 'pending');
    if (newest === undefined) throw new Error('nothing is on its way');
    Object.assign(newest, { attempts: newest.attempts + 1, last_attempt_at: ago(0) }, now);
    this.webhooks = this.webhooks.map((one) => this.#told(one));
  }

  /** Null where it has nothing to do with it. */
  answer(method: string, path: string, query: URLSearchParams, body: Record<string, unknown>): Reply | null {
    const [found, id, part, delivery] = /^\/api\/v1\/webhooks(?:\/([^/]+))?(?:\/(rotate|test|deliveries)(?:\/([^/]+)\/redeliver)?)?$/.exec(path) ?? [];
    if (found === undefined) return null;
    if (id === undefined) return method === 'GET' ? { status: 200, body: { webhooks: this.webhooks } } : this.#make(body);
    const one = this.webhooks.find((webhook) => webhook.id === id);
    if (one === undefined) return missing('there is no webhook of this id');
    const sends = part === 'test' || delivery !== undefined;
    if (sends && !one.is_active) return { status: 409, body: { error: { code: 'conflict', message: 'this webhook is switched off', field: 'is_active', remedy: 'set is_active to true first' } } };
    switch (part) {
      case 'rotate':
        return { status: 200, body: { ...one, secret: 'whsec_another-one' } };
      case 'test':
        return { status: 202, body: this.#send(id, 'webhook.test', `evt_test_${++this.#count}`) };
      case 'deliveries':
        return delivery === undefined ? this.#page(id, query) : this.#again(id, delivery);
      case undefined:
      default:
        return this.#one(method, one, body);
    }
  }

  #make(body: Record<string, unknown>): Reply {
    const wrong = refused(body);
    if (wrong !== null) return wrong;
    const made = { ...webhook(`whk_${++this.#count}`, '', '', [], true), ...body };
    this.webhooks = [made, ...this.webhooks];
    return { status: 201, body: { ...made, secret: 'whsec_made-for-this-test-only' } };
  }

  #one(method: string, one: Webhook, body: Record<string, unknown>): Reply {
    if (method === 'GET') return { status: 200, body: one };
    if (method === 'DELETE') {
      this.webhooks = this.webhooks.filter((other) => other !== one);
      return { status: 204 };
    }
    const next = { ...one, ...body };
    const wrong = refused({ ...next });
    if (wrong !== null) return wrong;
    this.webhooks = this.webhooks.map((other) => (other === one ? next : other));
    return { status: 200, body: next };
  }

  #page(id: string, query: URLSearchParams): Reply {
    const all = this.sent.get(id) ?? [];
    const from = query.get('before') === null ? 0 : all.findIndex((one) => one.id === query.get('before')) + 1;
    const deliveries = all.slice(from, from + Number(query.get('limit') ?? 50));
    return { status: 200, body: { deliveries, next: from + deliveries.length < all.length ? deliveries.at(-1)?.id : null } };
  }

  #again(id: string, delivery: string): Reply {
    const before = this.sent.get(id)?.find((one) => one.id === delivery);
    return before === undefined ? missing('there is no delivery of this id') : { status: 202, body: this.#send(id, before.event, before.event_id) };
  }

  #send(id: string, event: string, event_id: string): Delivery {
    const one: Delivery = { ...past(0), id: `dlv_new_${++this.#count}`, event, event_id, status: 'pending', attempts: 0, status_code: null, latency_ms: null, response: null, error: null, created_at: ago(0), last_attempt_at: null, next_attempt_at: null };
    this.sent.set(id, [one, ...(this.sent.get(id) ?? [])]);
    if (this.byItself) setTimeout(() => this.settle({ status: 'delivered', status_code: 200, latency_ms: 31, response: 'ok' }), 2500);
    return { ...one };
  }

  #told(one: Webhook): Webhook {
    const last = this.sent.get(one.id)?.[0];
    return { ...one, last_delivery: last === undefined ? null : { status: last.status, at: last.last_attempt_at ?? last.created_at } };
  }
}

function webhook(id: string, url: string, description: string, events: string[], is_active: boolean): Webhook {
  return { id, url, description, events, is_active, created_at: ago(9000 * MINUTE), updated_at: ago(900 * MINUTE), last_delivery: null };
}

/** What was sent; the higher the number, the longer ago. */
function past(number: number): Delivery {
  const at = ago((4 + number * 37) * MINUTE);
  const usual = { id: `dlv_${number}`, event_id: `evt_${number}`, event: number % 9 === 4 ? 'error' : number % 5 === 1 ? 'call.failed' : 'call.ended', created_at: at, last_attempt_at: at, next_attempt_at: null };
  if (number === 1) {
    return { ...usual, status: 'failed', attempts: 2, status_code: 503, latency_ms: 1840, response: '<html>\n<head><title>503 Service Unavailable</title></head>\n<body>The help desk is being mended. Come back at noon.</body>\n</html>', error: null, next_attempt_at: ago(-8 * MINUTE) };
  }
  if (number % 16 === 3) return { ...usual, status: 'dead', attempts: 8, status_code: null, latency_ms: null, response: null, error: 'no connection' };
  return { ...usual, status: 'delivered', attempts: 1, status_code: 200, latency_ms: 24 + ((number * 13) % 60), response: `{"ticket": ${4100 - number}}`, error: null };
}

function refused({ url, events }: Record<string, unknown>): Reply | null {
  if (!/^https?:\/\//.test(String(url))) return wrong('url', 'url must begin with http:// or https://');
  if (!Array.isArray(events) || !events.some((event) => KNOWN.includes(String(event)))) return wrong('events', 'events must name at least one known event');
  return null;
}

const wrong = (field: string, message: string): Reply => ({ status: 400, body: { error: { code: 'invalid_request', message, field } } });
const missing = (message: string): Reply => ({ status: 404, body: { error: { code: 'not_found', message } } });
