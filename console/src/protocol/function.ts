/** Something that every agent can do that names it. */
export interface CustomFunction {
  id: string;
  name: string;
  description: string;
  /** JSON Schema of type object. */
  parameters: Record<string, unknown>;
  /** Null for nowhere yet. */
  webhook_url: string | null;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Values come hidden; sent back so, they stay as they are. */
  headers: Record<string, string>;
  is_active: boolean;
  created_at: string;
  updated_at: string;
}
