import type { AgentSettings, PublishedAgent } from '../protocol';
import { post, ServerFailure } from '../server';
import { HIDDEN } from './settings';

const TRIES = 20;

/** Makes an agent like another, with the first name that is free: `front-desk-copy`, `front-desk-copy-2`. */
export async function duplicate(settings: AgentSettings): Promise<PublishedAgent> {
  // Secrets do not come along: nobody but the server knows them.
  const tools = settings.tools.map((tool) => ({ ...tool, headers: Object.fromEntries(Object.entries(tool.headers).filter(([, value]) => value !== HIDDEN)) }));
  for (let n = 1; ; n++) {
    const ending = n === 1 ? '-copy' : `-copy-${n}`;
    const name = settings.name.slice(0, 64 - ending.length).replace(/-$/, '') + ending;
    try {
      return await post<PublishedAgent>('/api/v1/agents', { ...settings, tools, name, display_name: `${settings.display_name.slice(0, 190)} (copy)` });
    } catch (thrown) {
      const taken = thrown instanceof ServerFailure && thrown.code === 'conflict' && thrown.field === 'name';
      if (!taken || n === TRIES) throw thrown;
    }
  }
}
