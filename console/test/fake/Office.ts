import { createHash } from 'node:crypto';
import type { AgentDocument, AgentSettings, AgentVersion, ApiKey, AuditEntry, Difference, Me, PublishedAgent, User } from '../../src/protocol';
import { Bookings } from './Bookings';
import { Mailroom } from './Mailroom';
import { Menus } from './Menus';
import { Pantry } from './Pantry';
import { Shelf } from './Shelf';
import { AGENTS } from './script';

/** What the fake answers: a status, a body, and the entity tag of an agent. */
export interface Reply {
  status: number;
  body?: unknown;
  tag?: string;
}

interface Kept {
  id: string;
  settings: AgentSettings;
  draft: AgentSettings | null;
  versions: AgentVersion[];
  revision: number;
}

const SCOPES = ['agents:read', 'agents:write', 'calls:read', 'calls:write', 'calls:place', 'keys:read', 'keys:write', 'providers:write', 'users:read', 'users:write', 'audit:read', 'webhooks:read', 'webhooks:write', 'reservations:read', 'reservations:write', 'ivr-menus:read', 'ivr-menus:write'];
const PASSWORD = 'a long enough password';
const HOUR = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

/** What an operator manages, as the server would keep it: agents with drafts and versions, keys, oneself, the log. */
export class Office {
  readonly #agents: Kept[] = [];
  readonly #keys: ApiKey[] = [];
  readonly #users: User[] = [user('usr_asha', 'asha@example.org', 'Asha', 'owner'), user('usr_ravi', 'ravi@example.org', '', 'operator')];
  readonly #documents: AgentDocument[] = [{ id: 'doc_1', name: 'breathlessness.md', media_type: 'text/markdown', bytes: 2400, sha256: '0' }];
  readonly #log: AuditEntry[] = [];
  /** The providers and their keys. */
  readonly pantry = new Pantry();
  /** What agents share. */
  readonly shelf = new Shelf();
  /** Whom it tells what happens. */
  mailroom = new Mailroom();
  /** What callers choose from. */
  readonly menus = new Menus();
  /** Tables that agents book. */
  bookings = new Bookings();
  #password = PASSWORD;
  /** Whether the log tells that somebody tampered with it. */
  tampered = false;
  #count = 0;

  constructor() {
    for (const agent of AGENTS) {
      const { id, display_name, description, language, greeting } = agent;
      this.#agents.push(
        kept(id, {
          ...USUAL,
          name: agent.name,
          display_name: display_name ?? agent.name,
          description: description ?? '',
          language: language ?? 'en-US',
          greeting: greeting ?? '',
        }),
      );
      this.#write('agent.created', 'agent', id, { name: agent.name });
    }
    this.#write('api_key.created', 'api_key', 'key_1', { name: 'wall display', scopes: ['calls:read'] });
    for (let n = 0; n < 21; n++) this.#write('session.opened', 'user', 'usr_asha', { by: 'password' });
    this.#keys.push(this.#key({ name: 'wall display', scopes: ['calls:read'] }), {
      ...this.#key({ name: 'old laptop', scopes: ['agents:read', 'calls:read'] }),
      revoked_at: ago(30 * HOUR),
    });
  }

  /** Null where the office has nothing to do with it. */
  answer(method: string, path: string, query: URLSearchParams, body: Record<string, unknown>, wanted: string | undefined): Reply | null {
    if (path.startsWith('/api/v1/providers')) return this.pantry.answer(method, path, body);
    const shared = this.shelf.answer(method, path, body) ?? this.mailroom.answer(method, path, query, body) ?? this.menus.answer(method, path, query, body, wanted) ?? this.bookings.answer(method, path, query, body);
    if (shared !== null) return shared;
    const [, area, id, part] = /^\/api\/v1\/(agents|keys|users|audit|auth\/me|auth\/logout)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? [];
    switch (area) {
      case 'agents':
        return id === undefined ? this.#agentList(method, body) : this.#agent(method, id, part, query, body, wanted);
      case 'keys':
        return this.#keyRoutes(method, id, body);
      case 'users':
        return this.#userRoutes(method, id, part, body);
      case 'audit':
        return id === 'verify' ? this.#verify() : this.#auditPage(query);
      case 'auth/me':
        return method === 'PATCH' ? this.#changeMe(body) : { status: 200, body: this.#me() };
      case 'auth/logout':
        return { status: 204 };
      case undefined:
      default:
        return null;
    }
  }

  /** An agent as callers meet it; null where there is none. */
  published(id: string): PublishedAgent | null {
    const agent = this.#agents.find((one) => one.id === id);
    return agent === undefined ? null : view(agent);
  }

  #agentList(method: string, body: Record<string, unknown>): Reply {
    if (method === 'GET') return { status: 200, body: { agents: this.#agents.map(view), next: null } };
    if (this.#agents.some((one) => one.settings.name === body['name'])) return taken();
    const name = String(body['name']);
    const invalid = undefinedVariable({ ...USUAL, ...body });
    if (invalid !== null) return invalid;
    const agent = kept(`agt_${++this.#count}`, { ...USUAL, display_name: name, ...body });
    this.#agents.push(agent);
    this.#write('agent.created', 'agent', agent.id, { name });
    return { status: 201, body: view(agent) };
  }

  #agent(method: string, id: string, part: string | undefined, query: URLSearchParams, body: Record<string, unknown>, wanted: string | undefined): Reply {
    const agent = this.#agents.find((one) => one.id === id || one.settings.name === id);
    if (agent === undefined) return { status: 404, body: { error: { code: 'not_found', message: 'there is no agent of this id or name' } } };
    if (method !== 'GET' && wanted !== undefined && wanted !== tag(agent)) return stale();
    const shown = (): Reply => ({ status: 200, body: view(agent), tag: tag(agent) });
    const publish = (settings: AgentSettings, note: string): Reply => {
      agent.settings = settings;
      agent.draft = null;
      agent.revision++;
      agent.versions.unshift(version(agent.versions.length + 1, settings, note));
      this.#write('agent.published', 'agent', id, { version: agent.versions.length });
      return shown();
    };
    switch (`${method} ${part ?? ''}`) {
      case 'GET ':
        return shown();
      case 'DELETE ':
        this.#agents.splice(this.#agents.indexOf(agent), 1);
        this.#write('agent.deleted', 'agent', id, { name: agent.settings.name });
        return { status: 204 };
      case 'GET draft':
        return agent.draft === null ? { status: 404, body: {} } : { status: 200, body: agent.draft, tag: tag(agent) };
      case 'PUT draft': {
        const next = { ...(agent.draft ?? agent.settings), ...body };
        const invalid = undefinedVariable(next);
        if (invalid !== null) return invalid;
        agent.draft = next;
        agent.revision++;
        return shown();
      }
      case 'DELETE draft':
        agent.draft = null;
        agent.revision++;
        return shown();
      case 'POST publish':
        return publish(agent.draft ?? agent.settings, typeof body['note'] === 'string' ? body['note'] : '');
      case 'POST rollback': {
        const back = agent.versions.find((one) => one.version === body['version']);
        return back === undefined ? { status: 400, body: {} } : publish(back.settings, `back to version ${back.version}`);
      }
      case 'GET versions':
        return { status: 200, body: { versions: agent.versions } };
      case 'GET diff':
        return { status: 200, body: { differences: diff(state(agent, query.get('from')), state(agent, query.get('to'))) } };
      default:
        return { status: 405, body: {} };
    }
  }

  #keyRoutes(method: string, id: string | undefined, body: Record<string, unknown>): Reply {
    if (method === 'GET') return { status: 200, body: { keys: this.#keys } };
    if (id === undefined) {
      const key = this.#key(body);
      this.#keys.unshift(key);
      this.#write('api_key.created', 'api_key', key.id, { name: key.name });
      return { status: 201, body: { key, secret: `${key.prefix}_made-for-this-test-only` } };
    }
    const at = this.#keys.findIndex((one) => one.id === id);
    const key = this.#keys[at];
    if (key === undefined) return { status: 404, body: {} };
    if (method === 'DELETE') {
      this.#keys[at] = { ...key, revoked_at: ago(0) };
      this.#write('api_key.revoked', 'api_key', id, {});
      return { status: 200, body: this.#keys[at] };
    }
    this.#keys[at] = { ...key, rotated_at: ago(0) };
    this.#write('api_key.rotated', 'api_key', id, { grace_seconds: body['grace_seconds'] });
    return { status: 200, body: { key: this.#keys[at], secret: `${key.prefix}_another-one` } };
  }

  document(method: string, id: string | undefined, name: string | null, content: Buffer): Reply {
    if (method === 'GET') return { status: 200, body: { documents: this.#documents } };
    if (method === 'DELETE') {
      this.#documents.splice(this.#documents.findIndex((one) => one.id === id), 1);
      return { status: 204 };
    }
    if (name === null || !/\.(md|txt|html|pdf|docx)$/.test(name)) return invalid('name', `${name} has an ending that is not read here.`);
    const kept = { id: `doc_${++this.#count}`, name, media_type: 'application/octet-stream', bytes: content.length, sha256: '1' };
    this.#documents.push(kept);
    return { status: 201, body: kept };
  }

  #userRoutes(method: string, id: string | undefined, part: string | undefined, body: Record<string, unknown>): Reply {
    if (method === 'GET') return { status: 200, body: { users: this.#users } };
    if (id === undefined) {
      if (this.#users.some(({ email }) => email === body['email'])) {
        return { status: 409, body: { error: { code: 'conflict', message: 'this email address is taken', field: 'email', remedy: 'choose another one' } } };
      }
      const made = { ...user(`usr_${++this.#count}`, String(body['email']), String(body['name']), body['role'] as User['role']), last_signed_in_at: null };
      this.#users.push(made);
      this.#write('user.created', 'user', made.id, { role: made.role });
      return { status: 201, body: made };
    }
    const at = this.#users.findIndex((one) => one.id === id);
    const found = this.#users[at];
    if (found === undefined) return { status: 404, body: {} };
    if (part === 'link') return { status: 201, body: { token: 'link_once', path: '/sign-in#link_once' } };
    if (part === 'sessions') {
      this.#write('user.signed_out', 'user', id, {});
      return { status: 204 };
    }
    this.#users[at] = { ...found, ...body };
    return { status: 200, body: this.#users[at] };
  }

  #key(wanted: Record<string, unknown>): ApiKey {
    const n = ++this.#count;
    return {
      id: `key_${n}`,
      name: String(wanted['name']),
      prefix: `antiphon_${String(n).padStart(8, '0')}`,
      scopes: wanted['scopes'] as string[],
      requests_per_minute: (wanted['requests_per_minute'] as number | undefined) ?? 600,
      created_by: 'asha@example.org',
      created_at: ago(50 * HOUR),
      expires_at: (wanted['expires_at'] as string | null | undefined) ?? null,
      rotated_at: null,
      revoked_at: null,
      last_used_at: n % 2 === 0 ? null : ago(HOUR / 4),
    };
  }

  #me(): Me {
    return {
      kind: 'user',
      name: 'asha@example.org',
      user: { id: 'usr_asha', email: 'asha@example.org', name: 'Asha', role: 'owner', has_password: true },
      scopes: SCOPES,
    };
  }

  #changeMe(body: Record<string, unknown>): Reply {
    if (body['current_password'] !== this.#password) return invalid('current_password', 'current_password must be your password, to change it or the address');
    this.#password = String(body['password']);
    this.#write('user.password_changed', 'user', 'usr_asha', {});
    return { status: 200, body: this.#me() };
  }

  #auditPage(query: URLSearchParams): Reply {
    const before = Number(query.get('before') ?? Infinity);
    const found = this.#log.filter((entry) => entry.seq < before).toReversed();
    const entries = found.slice(0, Number(query.get('limit') ?? 50));
    return { status: 200, body: { entries, next: found.length > entries.length ? String(entries.at(-1)?.seq) : null } };
  }

  #verify(): Reply {
    const head = this.#log.at(-1)?.hash ?? '';
    return { status: 200, body: { intact: !this.tampered, entries: this.#log.length, broken_at: this.tampered ? 7 : null, head } };
  }

  #write(action: string, target_kind: string, target_id: string, details: Record<string, unknown>): void {
    const seq = this.#log.length + 1;
    const hash = createHash('sha256').update(`${this.#log.at(-1)?.hash ?? ''} ${seq} ${action}`).digest('hex');
    this.#log.push({ seq, at: ago((40 - seq) * HOUR), actor_kind: 'user', actor_name: 'asha@example.org', action, target_kind, target_id, details, hash });
  }
}

function user(id: string, email: string, name: string, role: User['role']): User {
  return { id, email, name, role, has_password: true, is_active: true, created_at: ago(90 * HOUR), last_signed_in_at: ago(2 * HOUR) };
}

const USUAL: AgentSettings = {
  name: 'agent',
  display_name: 'Agent',
  description: '',
  language: 'en-US',
  system_prompt: 'You are a helpful voice AI assistant.\nYou speak in short sentences.\nYou never guess doses.',
  greeting: '',
  variables: {},
  likely_questions: [],
  ear: null,
  llm_model: null,
  voice_id: null,
  fallback_ears: [],
  fallback_llm_models: [],
  fallback_voice_ids: [],
  voice_speed: 1,
  voices: {},
  endpointing_ms: null,
  turn_taking_profiles: {},
  guesses: 2,
  adapts_to_pace: true,
  greeting_uninterruptible: false,
  enable_backchannel: false,
  backchannel_frequency: 0.8,
  backchannel_words: [],
  responsiveness: 0.8,
  interruption_sensitivity: 0.5,
  reminder_trigger_ms: 10_000,
  reminder_max_count: 1,
  end_call_after_silence_ms: 30_000,
  max_call_duration_ms: 3_600_000,
  begin_message_delay_ms: 0,
  tools_enabled: ['end_call'],
  tools: [],
  knowledge: true,
  recording: true,
  ivr_menu_id: null,
  retention_days: null,
  is_active: true,
  metadata: {},
};

function kept(id: string, settings: AgentSettings): Kept {
  return { id, settings, draft: null, versions: [version(1, settings, '')], revision: 1 };
}

function version(number: number, settings: AgentSettings, note: string): AgentVersion {
  return { version: number, settings, note, published_by: 'asha@example.org', published_at: ago(0) };
}

const tag = (agent: Kept) => `"${agent.revision}"`;

function view({ id, settings, draft, versions }: Kept): PublishedAgent {
  const warnings = (draft ?? settings).fallback_voice_ids.filter((voice) => voice.startsWith('cartesia')).map((voice) => ({ field: 'fallback_voice_ids', message: `${voice} is not switched on and is left out: set CARTESIA_API_KEY` }));
  return { id, ...settings, warnings, version: versions.length, has_draft: draft !== null, created_at: ago(90 * HOUR), updated_at: ago(HOUR) };
}

function state(agent: Kept, named: string | null): AgentSettings {
  if (named === 'draft') return agent.draft ?? agent.settings;
  return agent.versions.find((one) => one.version === Number(named))?.settings ?? agent.settings;
}

function diff(before: AgentSettings, after: AgentSettings): Difference[] {
  const names = Object.keys(after) as (keyof AgentSettings)[];
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

function undefinedVariable({ greeting, system_prompt, variables }: AgentSettings): Reply | null {
  const used = [...`${greeting} ${system_prompt}`.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((found) => found[1] ?? '');
  const missing = used.find((name) => !(name in variables));
  return missing === undefined ? null : invalid('greeting', `greeting uses {{${missing}}}: give variables.${missing} a value`);
}

const invalid = (field: string, message: string): Reply => ({ status: 400, body: { error: { code: 'invalid_request', message, field } } });
const taken = (): Reply => ({ status: 409, body: { error: { code: 'conflict', message: 'another agent has this name', field: 'name', remedy: 'choose another one' } } });
const stale = (): Reply => ({ status: 412, body: { error: { code: 'precondition_failed', message: 'somebody else has changed this agent meanwhile', remedy: 'read it again' } } });
