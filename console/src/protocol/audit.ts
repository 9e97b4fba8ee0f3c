export interface AuditEntry {
  seq: number;
  at: string;
  actor_kind: string;
  actor_name: string;
  action: string;
  target_kind: string;
  target_id: string | null;
  details: Record<string, unknown>;
  hash: string;
}

export interface AuditPage {
  entries: AuditEntry[];
  next: string | null;
}

/** Whether the audit log's chain of hashes holds. */
export interface Verification {
  intact: boolean;
  entries: number;
  broken_at: number | null;
  head: string;
}
