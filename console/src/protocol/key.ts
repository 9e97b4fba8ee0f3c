export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  requests_per_minute: number;
  created_by: string;
  created_at: string;
  expires_at: string | null;
  rotated_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
}

export interface ApiKeyWithSecret {
  key: ApiKey;
  /** Told this once. */
  secret: string;
}
