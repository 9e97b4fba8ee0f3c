export interface Me {
  kind: 'user' | 'api_key' | 'ticket' | 'anybody';
  name: string;
  /** Null where it is no person. */
  user: { id: string; email: string; name: string; role: string; has_password: boolean } | null;
  scopes: string[];
}

export type UserRole = 'owner' | 'developer' | 'operator' | 'viewer';

export interface User {
  id: string;
  email: string;
  name: string;
  role: UserRole;
  has_password: boolean;
  is_active: boolean;
  created_at: string;
  last_signed_in_at: string | null;
}
