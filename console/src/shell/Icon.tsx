const HANDSET = 'M6.5 4H9l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v2.5a2.5 2.5 0 0 1-2.5 2.5A13.5 13.5 0 0 1 4 6.5 2.5 2.5 0 0 1 6.5 4Z';

const PATHS = {
  talk: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  calls: 'M4 6h16M4 12h16M4 18h10',
  phone: HANDSET,
  incoming: `${HANDSET}M20.5 3.5 15 9M15 4.5V9h4.5`,
  outgoing: `${HANDSET}M15 9l5.5-5.5M16 3.5h4.5V8`,
  browser: 'M4 5h16v14H4ZM4 9.5h16M7 7.3h.1M10 7.3h.1',
  muted: 'M9 9v2a3 3 0 0 0 5 2.2M15 10V6a3 3 0 0 0-5.7-1.3M5.5 11a6.5 6.5 0 0 0 10.6 5M18.5 11c0 .9-.2 1.8-.5 2.6M12 17.5V21M4 4l16 16',
  end: 'M7.5 7.5h9v9h-9Z',
  play: 'M8 5.5v13l10.5-6.5Z',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  chevron: 'm6 9 6 6 6-6',
  back: 'M15 5l-7 7 7 7',
  refresh: 'M19 12a7 7 0 1 1-2-4.9L19 9M19 4.5V9h-4.5',
  cut: 'M4 12h9M17 5l-3 14',
  source: 'M7 3.5h7l4 4v13H7ZM14 3.5v4h4M10 12h5M10 16h5',
  tool: 'M14.5 6.5a4 4 0 0 0-5.2 5.2L4 17l3 3 5.3-5.3a4 4 0 0 0 5.2-5.2L15 12l-3-3Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  sound: 'M4 10v4M8 7v10M12 4v16M16 8v8M20 11v2',
  dashboard: 'M4 20V11M10 20V4M16 20v-6M21 20H3',
  agents: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20a7.5 7.5 0 0 1 15 0',
  providers: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0ZM12 17v4',
  keys: 'M8 10.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM11.5 12 20 3.5M16 7.5l3 3',
  webhooks: 'M6 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM18 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM18 15.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM8.3 10.9l7.4-3.8M8.3 13.1l7.4 3.8',
  send: 'M20.5 3.5 10 14M20.5 3.5 14 20.5l-4-6.5-6.5-4Z',
  settings: 'M4 7h9M17 7h3M15 4.5v5M4 17h3M11 17h9M9 14.5v5',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 21 21',
  ear: 'M7 10a5.5 5.5 0 1 1 9.5 4C15 15.5 14.5 17 13 19.5a3 3 0 0 1-5-.5M10 10a2.5 2.5 0 1 1 3.5 2.3',
  note: 'M5 4h14v12l-4 4H5ZM15 20v-4h4M8 9h8M8 13h5',
  say: 'M4 5h16v11H10l-5 4v-4H4ZM8 10.5h8',
  download: 'M12 4v11M7.5 11l4.5 4.5L16.5 11M5 20h14',
  keypad: 'M4.5 4h1.5v1.5h-1.5ZM11.25 4h1.5v1.5h-1.5ZM18 4h1.5v1.5h-1.5ZM4.5 10h1.5v1.5h-1.5ZM11.25 10h1.5v1.5h-1.5ZM18 10h1.5v1.5h-1.5ZM4.5 16h1.5v1.5h-1.5ZM11.25 16h1.5v1.5h-1.5ZM18 16h1.5v1.5h-1.5Z',
  reservations: 'M5 6h14v14H5ZM5 10.5h14M9 3.5v4M15 3.5v4M9 15.5l2 2 4-4',
  add: 'M12 5v14M5 12h14',
  copy: 'M9 9h11v11H9ZM15 9V4H4v11h5',
  star: 'm12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
} as const;

/** A picture beside words; alone it needs an `aria-label` on what it stands in. */
export function Icon({ name, size = 18 }: { name: keyof typeof PATHS; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
