const KEPT_AS = 'antiphon-outbound-agent';

/** The agent that placed a call last in this browser, by its id. */
export function lastAgent(): string | null {
  return localStorage.getItem(KEPT_AS);
}

export function rememberAgent(id: string): void {
  localStorage.setItem(KEPT_AS, id);
}
