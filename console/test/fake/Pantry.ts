import type { OfferedProvider, ProviderCheck } from '../../src/protocol';
import type { Reply } from './Office';

const USUAL = { local: false, languages: ['en', 'hi'], configured: false, source: null, key: null, environment: false, limits: null, health: null } satisfies Partial<OfferedProvider>;

/** Providers as the server would list them, with the keys that were given. */
export class Pantry {
  providers: OfferedProvider[] = [
    { ...USUAL, name: 'deepgram', title: 'Deepgram Nova', kind: 'ear', vendor: 'deepgram', key_variable: 'DEEPGRAM_API_KEY' },
    { ...USUAL, name: 'deepgram-flux', title: 'Deepgram Flux', kind: 'ear', vendor: 'deepgram', key_variable: 'DEEPGRAM_API_KEY' },
    {
      ...USUAL,
      name: 'anthropic',
      title: 'Anthropic Claude',
      kind: 'mind',
      vendor: 'anthropic',
      key_variable: 'ANTHROPIC_API_KEY',
      languages: [],
      configured: true,
      source: 'environment',
      environment: true,
      limits: 'The call’s words are sent to api.anthropic.com.',
      health: { state: 'closed', asked: 41, failed: 1, last_failure: 'rate_limit', last_failure_at: new Date(Date.now() - 7_200_000).toISOString() },
    },
    {
      ...USUAL,
      name: 'elevenlabs',
      title: 'ElevenLabs',
      kind: 'voice',
      vendor: 'elevenlabs',
      key_variable: 'ELEVENLABS_API_KEY',
      configured: true,
      source: 'console',
      key: { last_four: '9c1d', set_by: 'asha@example.org', set_at: new Date(Date.now() - 86_400_000).toISOString(), opens: true },
      health: { state: 'open', asked: 12, failed: 5, last_failure: 'authentication', last_failure_at: new Date(Date.now() - 60_000).toISOString() },
    },
    { ...USUAL, name: 'openai-realtime', title: 'OpenAI Realtime', kind: 'dialogue', vendor: 'openai', key_variable: 'OPENAI_API_KEY' },
    embedded('sphinx4', 'ear', ['en'], 'English only; for guided talk.'),
    embedded('lector', 'mind', ['en'], 'Quotes; does not reason.'),
    embedded('flite', 'voice', ['en'], 'Robotic.'),
  ];
  /** What the next tests of keys find; a key that serves where nothing is said. */
  found: ProviderCheck = { serves: true, kind: null, reason: null };

  answer(method: string, path: string, body: Record<string, unknown>): Reply {
    const [, name, part] = /^\/api\/v1\/providers(?:\/([^/]+)\/(check|key))?$/.exec(path) ?? [];
    if (name === undefined) return { status: 200, body: { providers: this.providers } };
    const provider = this.providers.find((one) => one.name === name);
    if (provider === undefined) return { status: 404, body: { error: { code: 'not_found', message: 'there is no provider of this name' } } };
    if (part === 'check') return { status: 200, body: this.found };
    const given = body['key'];
    const key = typeof given === 'string' ? given.trim() : '';
    if (method === 'PUT' && /\s/.test(key)) {
      return { status: 400, body: { error: { code: 'invalid_request', field: 'key', message: 'the API key must be one line of plain characters without spaces: copy it again' } } };
    }
    this.providers = this.providers.map((one) => (one.vendor === provider.vendor ? keyed(one, method === 'PUT' ? key : null) : one));
    return { status: 200, body: this.providers.find((one) => one.name === name) };
  }
}

function keyed(provider: OfferedProvider, key: string | null): OfferedProvider {
  const source = key === null ? (provider.environment ? 'environment' : null) : 'console';
  return {
    ...provider,
    source,
    configured: source !== null,
    health: null,
    key: key === null ? null : { last_four: key.slice(-4), set_by: 'asha@example.org', set_at: new Date().toISOString(), opens: true },
  };
}

function embedded(name: string, kind: OfferedProvider['kind'], languages: string[], limits: string): OfferedProvider {
  return { ...USUAL, name, title: name, kind, languages, limits, local: true, configured: true, source: 'embedded', vendor: null, key_variable: null };
}
