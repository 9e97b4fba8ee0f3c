export interface Provider {
  name: string;
  /** Whether it runs on the server's own machine, without account or key. */
  local: boolean;
  languages: string[];
  limits: string;
}

/** A provider with what switches it on and how it is. */
export interface OfferedProvider {
  name: string;
  title: string;
  kind: 'ear' | 'mind' | 'voice' | 'dialogue';
  local: boolean;
  languages: string[];
  configured: boolean;
  /** Providers of one vendor share a key; null where it runs on the server itself. */
  vendor: string | null;
  source: 'embedded' | 'console' | 'environment' | null;
  key: { last_four: string; set_by: string; set_at: string; opens: boolean } | null;
  environment: boolean;
  key_variable: string | null;
  limits: string | null;
  health: { state: 'closed' | 'half_open' | 'open'; asked: number; failed: number; last_failure: string | null; last_failure_at: string | null } | null;
}

/** Whether a provider's key serves. */
export interface ProviderCheck {
  serves: boolean;
  kind: string | null;
  reason: string | null;
}
