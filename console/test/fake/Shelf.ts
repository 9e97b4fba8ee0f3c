import type { CustomFunction, SystemPrompt } from '../../src/protocol';
import type { Reply } from './Office';

const WHEN = '2026-01-05T09:00:00Z';

/** What agents share, as the server would keep it: functions and prompts. */
export class Shelf {
  readonly functions: CustomFunction[] = [
    {
      id: 'fun_orders',
      name: 'lookup_order',
      description: 'Looks up an order by its number.',
      parameters: { type: 'object', properties: { order_id: { type: 'string' }, details: { type: 'boolean' } }, required: ['order_id'] },
      webhook_url: 'https://api.example.org/orders',
      method: 'POST',
      headers: { Authorization: '********' },
      is_active: true,
      created_at: WHEN,
      updated_at: WHEN,
    },
  ];
  readonly prompts: SystemPrompt[] = [
    prompt('pro_support', 'Customer service', 'You answer for {{company}}.\nYou never promise a refund.', { company: 'Acme' }, 'support', true),
    prompt('pro_sales', 'Sales', 'You sell tea.', {}, null, false),
  ];
  /** What was asked of it, as method and body. */
  readonly asked: { method: string; body: Record<string, unknown> }[] = [];
  #count = 0;

  /** Null where it has nothing to do with it. */
  answer(method: string, path: string, body: Record<string, unknown>): Reply | null {
    const [named, promptId] = /^\/api\/v1\/system-prompts(?:\/([^/]+))?$/.exec(path) ?? [];
    if (named !== undefined) return this.#prompt(method, promptId, body);
    const [found, id] = /^\/api\/v1\/custom-functions(?:\/([^/]+))?$/.exec(path) ?? [];
    if (found === undefined) return null;
    if (method === 'GET') return { status: 200, body: { custom_functions: this.functions, next: null } };
    this.asked.push({ method, body });
    const at = this.functions.findIndex((one) => one.id === id);
    if (method === 'DELETE') {
      this.functions.splice(at, 1);
      return { status: 204 };
    }
    if (this.functions.some((one) => one.name === body['name'] && one.id !== id)) {
      return { status: 409, body: { error: { code: 'conflict', message: 'another function has this name', field: 'name', remedy: 'choose another one' } } };
    }
    const hidden = 'headers' in body ? { headers: Object.fromEntries(Object.keys(body['headers'] as object).map((name) => [name, '********'])) } : {};
    const before = this.functions[at] ?? { id: `fun_${++this.#count}`, created_at: WHEN, updated_at: WHEN };
    const now = { ...before, ...body, ...hidden } as CustomFunction;
    if (at < 0) this.functions.push(now);
    else this.functions[at] = now;
    return { status: at < 0 ? 201 : 200, body: now };
  }

  #prompt(method: string, id: string | undefined, body: Record<string, unknown>): Reply {
    if (method === 'GET') return { status: 200, body: { system_prompts: this.prompts, next: null } };
    this.asked.push({ method, body });
    const at = this.prompts.findIndex((one) => one.id === id);
    if (method === 'DELETE') {
      this.prompts.splice(at, 1);
      return { status: 204 };
    }
    if (body['is_default'] === true) this.prompts.forEach((one) => (one.is_default = false));
    const now = { ...(this.prompts[at] ?? prompt(`pro_${++this.#count}`, '', '', {}, null, false)), ...body };
    if (at < 0) this.prompts.push(now);
    else this.prompts[at] = now;
    return { status: at < 0 ? 201 : 200, body: now };
  }
}

function prompt(id: string, name: string, content: string, variables: Record<string, string>, category: string | null, is_default: boolean): SystemPrompt {
  return { id, name, content, description: null, category, variables, is_default, created_at: WHEN, updated_at: WHEN };
}
