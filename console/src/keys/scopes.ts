/** What a key may be allowed, in plain words; the order of the form. */
export const SCOPES: readonly { scope: string; label: string; help: string }[] = [
  { scope: 'agents:read', label: 'See agents', help: 'Their settings, drafts and versions.' },
  { scope: 'agents:write', label: 'Change agents', help: 'Make, publish, roll back and delete them.' },
  { scope: 'calls:read', label: 'See calls', help: 'Transcripts, recordings and timing.' },
  { scope: 'calls:write', label: 'Step into calls', help: 'Listen, speak, note, end and delete them.' },
  { scope: 'metrics:read', label: 'See metrics', help: 'What Prometheus reads at /metrics.' },
  { scope: 'calls:place', label: 'Make calls', help: 'Talk to agents, and have them call somebody.' },
  { scope: 'keys:read', label: 'See keys', help: 'Not their secrets.' },
  { scope: 'keys:write', label: 'Make and revoke keys', help: 'With no more rights than its own.' },
  { scope: 'providers:write', label: 'Set vendors’ keys', help: 'And delete them. They are never shown.' },
  { scope: 'webhooks:read', label: 'See webhooks', help: 'Whom events are sent to, and what came of it.' },
  { scope: 'webhooks:write', label: 'Change webhooks', help: 'Make, test and delete them.' },
  { scope: 'reservations:read', label: 'See reservations', help: 'And what restaurants said.' },
  { scope: 'reservations:write', label: 'Book tables', help: 'Have agents call restaurants.' },
  { scope: 'ivr-menus:read', label: 'See keypad menus', help: 'What callers choose from before an agent has them.' },
  { scope: 'ivr-menus:write', label: 'Change keypad menus', help: 'Make, test and delete them.' },
  { scope: 'users:read', label: 'See people', help: 'Who may sign in, and as what.' },
  { scope: 'users:write', label: 'Add and change people', help: 'And hand them links to sign in.' },
  { scope: 'audit:read', label: 'See the audit log', help: 'Who changed what, and when.' },
];

export const scopeLabel = (scope: string): string => SCOPES.find((one) => one.scope === scope)?.label ?? scope;
