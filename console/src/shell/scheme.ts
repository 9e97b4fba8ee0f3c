const KEPT_AS = 'antiphon-scheme';

/** Light or dark; `device` for whatever the device prefers. */
export type Scheme = 'device' | 'light' | 'dark';

/** What was chosen in this browser. */
export function chosenScheme(): Scheme {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === 'light' || kept === 'dark' ? kept : 'device';
}

export function chooseScheme(scheme: Scheme): void {
  if (scheme === 'device') localStorage.removeItem(KEPT_AS);
  else localStorage.setItem(KEPT_AS, scheme);
  showScheme();
}

/** Every colour follows `color-scheme` by `light-dark()`; the builder rewrites both, so it has to stand in a style sheet. */
export function showScheme(): void {
  document.documentElement.dataset['scheme'] = chosenScheme();
}
