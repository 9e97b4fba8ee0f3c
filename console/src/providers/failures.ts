import type { ProviderCheck } from '../protocol';

const SENTENCES: Record<string, string> = {
  authentication: 'The vendor refuses this key: copy it again, or make a new one there.',
  quota: 'The vendor’s account has nothing left: look at its plan or balance.',
  rate_limit: 'The vendor is asked too often: wait a minute and test again.',
  unreachable: 'The vendor could not be reached: check the server’s connection and the vendor’s address.',
  vendor_fault: 'The vendor has a fault of its own: test again later.',
};

/** Why a key does not serve and what helps, in one sentence. */
export function failureText({ kind, reason }: ProviderCheck): string {
  return SENTENCES[kind ?? ''] ?? reason ?? 'The key does not serve.';
}
