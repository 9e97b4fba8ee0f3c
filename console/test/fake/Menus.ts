import type { Menu, MenuItem, MenuSession, MenuSettings, MenuStep, TestWalk } from '../../src/protocol';
import { RECORDED } from './calls';
import type { Reply } from './Office';

const WHEN = '2026-01-05T09:00:00Z';
const MINUTE = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
/** How many calls began in the first menu. */
export const SESSIONS = 57;

/** Keypad menus, as the server would keep them. */
export class Menus {
  menus: Menu[] = [
    menu('mnu_languages', {
      name: 'languages',
      prompt: 'Welcome. For English press 1. हिंदी के लिए 2 दबाएँ। To hear this again press star.',
      items: [
        item('1', 'English', { action: 'submenu', target: 'mnu_wishes' }),
        item('2', 'हिंदी', { language: 'hi-IN' }),
        item('*', 'Again', { action: 'submenu', target: 'mnu_languages' }),
      ],
      timeout_ms: 8000,
      retries: 2,
    }),
    menu('mnu_wishes', {
      name: 'wishes',
      prompt: 'To ask a question press 1. To book a table press 2. To go back press star. To end press hash.',
      items: [
        item('1', 'Question', { language: 'en-IN' }),
        item('2', 'Table', { target: 'agt_concierge', sensitive: true }),
        item('*', 'Back', { action: 'submenu', target: 'mnu_languages' }),
        item('#', 'End', { action: 'hangup' }),
      ],
      fallback_action: 'hangup',
    }),
  ];
  /** What was asked of it, as method and body. */
  readonly asked: { method: string; body: Record<string, unknown> }[] = [];
  #count = 0;

  /** Null where it has nothing to do with it. */
  answer(method: string, path: string, query: URLSearchParams, body: Record<string, unknown>, wanted: string | undefined): Reply | null {
    const [found, id, part] = /^\/api\/v1\/ivr-menus(?:\/([^/]+))?(?:\/(test|sessions))?$/.exec(path) ?? [];
    if (found === undefined) return null;
    if (method !== 'GET' && part !== 'test') this.asked.push({ method, body });
    if (id === undefined) return method === 'GET' ? { status: 200, body: { ivr_menus: this.menus, next: null } } : this.#keep(null, body);
    const one = this.menus.find((other) => other.id === id);
    if (one === undefined) return refusal(404, 'not_found', 'there is no menu of this id');
    if (part === 'sessions') return this.#sessions(id, query);
    if (part === 'test') return this.#test(one, String(body['digits']));
    if (method === 'GET') return { status: 200, body: one, tag: tagOf(one) };
    if (wanted !== undefined && wanted !== tagOf(one)) return refusal(412, 'precondition_failed', 'this menu was changed meanwhile: read it again');
    if (method === 'PATCH') return this.#keep(one, body);
    const other = this.menus.find((each) => each !== one && each.items.some(({ target }) => target === id));
    if (other !== undefined) return refusal(409, 'conflict', `the menu ${other.name} leads callers to this menu`, null, 'give its key another target first');
    this.menus = this.menus.filter((each) => each !== one);
    return { status: 204 };
  }

  #keep(before: Menu | null, body: Record<string, unknown>): Reply {
    const now = { ...(before ?? menu(`mnu_${++this.#count}`, {})), ...body, updated_at: `${WHEN}#${++this.#count}` };
    if (this.menus.some((one) => one.id !== now.id && one.name === now.name)) return refusal(409, 'conflict', 'another menu has this name', 'name', 'choose another one');
    for (const [i, { digit, target, action }] of now.items.entries()) {
      const first = now.items.findIndex((one) => one.digit === digit);
      if (first < i) return refusal(422, 'unprocessable', `items[${i}].digit stands in items[${first}] already: give each key one thing to do`, `items[${i}].digit`);
      if (action === 'submenu' && target === null) return refusal(422, 'unprocessable', `items[${i}].target must be the id or the name of a menu`, `items[${i}].target`);
    }
    if (now.items.every(({ action, target }) => action === 'submenu' && (target === now.id || target === now.name))) {
      return refusal(422, 'unprocessable', `items would keep callers in a circle: from the menu ${now.name} no key leads to an agent or to hangup; add one that does`, 'items');
    }
    const kept = { ...now, items: now.items.map((one) => (one.target === now.name ? { ...one, target: now.id } : one)) };
    this.menus = before === null ? [...this.menus, kept] : this.menus.map((one) => (one === before ? kept : one));
    return { status: before === null ? 201 : 200, body: kept, tag: tagOf(kept) };
  }

  #test(first: Menu, digits: string): Reply {
    if (!/^[0-9*#A-Dw]{0,100}$/.test(digits)) {
      return refusal(400, 'invalid_request', 'digits must hold at most 100 of 0 to 9, *, #, A, B, C and D, and w to wait until the time is over', 'digits');
    }
    let at = first;
    let missed = 0;
    const ended: Pick<TestWalk, 'outcome' | 'agent_id' | 'language'> = { outcome: 'waiting', agent_id: null, language: null };
    const steps: MenuStep[] = [{ menu: at.name, step: 'entered' }];
    const end = (action: 'agent' | 'hangup', target: string | null, language: string | null) => {
      Object.assign(ended, { outcome: action, agent_id: target, language });
      steps.push({ menu: at.name, step: action === 'agent' ? 'connected' : 'hung_up' });
    };
    for (const key of digits) {
      const pressed = at.items.find(({ digit }) => digit === key);
      if (pressed === undefined) {
        steps.push({ menu: at.name, step: key === 'w' ? 'timed_out' : 'unknown_key' });
        if (missed++ < at.retries) {
          steps.push({ menu: at.name, step: 'repeated' });
          continue;
        }
        steps.push({ menu: at.name, step: 'gave_up' });
        end(at.fallback_action, at.fallback_target, null);
        break;
      }
      steps.push({ menu: at.name, step: 'pressed', ...(pressed.sensitive ? {} : { digit: key, label: pressed.label }) });
      if (pressed.action !== 'submenu') {
        end(pressed.action, pressed.target, pressed.language);
        break;
      }
      at = this.menus.find(({ id }) => id === pressed.target) ?? at;
      missed = 0;
      steps.push({ menu: at.name, step: 'entered' });
    }
    return { status: 200, body: { steps, ...ended, menu: at.name, prompt: ended.outcome === 'waiting' ? at.prompt : null } };
  }

  #sessions(id: string, query: URLSearchParams): Reply {
    const all = id === 'mnu_languages' ? Array.from({ length: SESSIONS }, (_, i) => session(i)) : [];
    const from = query.get('before') === null ? 0 : all.findIndex((one) => one.call_id === query.get('before')) + 1;
    const sessions = all.slice(from, from + Number(query.get('limit') ?? 50));
    return { status: 200, body: { sessions, next: from + sessions.length < all.length ? sessions.at(-1)?.call_id : null } };
  }
}

function menu(id: string, settings: Partial<MenuSettings>): Menu {
  const usual: MenuSettings = { name: id, language: 'en-US', prompt: '', items: [], timeout_ms: 30_000, retries: 3, fallback_action: 'agent', fallback_target: null };
  return { id, ...usual, ...settings, created_at: WHEN, updated_at: WHEN };
}

function item(digit: string, label: string, rest: Partial<MenuItem>): MenuItem {
  return { digit, label, action: 'agent', target: null, language: null, sensitive: false, ...rest };
}

/** The way of one call; the higher the number, the longer ago. */
function session(number: number): MenuSession {
  const started = (3 + number * 41) * MINUTE;
  const outcome = number === 0 ? null : number % 7 === 3 ? 'user_hangup' : number % 5 === 2 ? 'hangup' : 'agent';
  return {
    call_id: number === 1 ? RECORDED : `call_menu_${number}`,
    menu_id: 'mnu_languages',
    current_menu_id: number % 3 === 0 ? 'mnu_languages' : 'mnu_wishes',
    agent_id: outcome === 'agent' ? (number % 4 === 0 ? 'agt_concierge' : 'agt_helpline') : null,
    status: outcome === null ? 'active' : outcome === 'user_hangup' ? 'abandoned' : 'completed',
    outcome,
    retries: number % 4 === 3 ? 2 : 0,
    keys_pressed: number % 3 === 0 ? 1 : 2,
    started_at: ago(started),
    ended_at: outcome === null ? null : ago(started - 9000 - number * 500),
  };
}

const tagOf = ({ id, updated_at }: Menu): string => `"${id}-${updated_at}"`;

function refusal(status: number, code: string, message: string, field: string | null = null, remedy: string | null = null): Reply {
  return { status, body: { error: { code, message, ...(field === null ? {} : { field }), ...(remedy === null ? {} : { remedy }) } } };
}
