import type { UserRole } from '../protocol';

/** What each may do, most first. */
export const ROLES: readonly { role: UserRole; label: string }[] = [
  { role: 'owner', label: 'owner: everything, users too' },
  { role: 'developer', label: 'developer: agents, keys, calls and the log' },
  { role: 'operator', label: 'operator: calls, and looks at agents' },
  { role: 'viewer', label: 'viewer: looks at agents and calls' },
];
