import type { Me } from '../protocol';
import { useServer } from '../server';

/** Whether whoever looks may do what needs `scope`; null until it is known. */
export function useMay(scope: string): boolean | null {
  const me = useServer<Me>('/api/v1/auth/me');
  return me.state !== 'ready' ? null : me.data.scopes.includes(scope);
}
