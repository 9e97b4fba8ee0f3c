/** An address that is told what happens. */
export interface Webhook {
  id: string;
  url: string;
  description: string;
  /** Such as `call.ended`. */
  events: string[];
  is_active: boolean;
  created_at: string;
  updated_at: string;
  /** Null where nothing was sent yet. */
  last_delivery: { status: DeliveryStatus; at: string } | null;
}

export interface Webhooks {
  /** Newest first. */
  webhooks: Webhook[];
}

export interface WebhookWithSecret extends Webhook {
  /** What its deliveries are signed with; told this once. */
  secret: string;
}

/** `failed` is tried again, `dead` is not. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'dead';

/** One event on its way to one address, with all tries. */
export interface Delivery {
  id: string;
  event_id: string;
  event: string;
  status: DeliveryStatus;
  attempts: number;
  /** HTTP status of the last answer; null where none came. */
  status_code: number | null;
  latency_ms: number | null;
  /** The first 1 KiB of the last answer. */
  response: string | null;
  /** Why there was no answer, such as `no connection`. */
  error: string | null;
  created_at: string;
  last_attempt_at: string | null;
  next_attempt_at: string | null;
}

export interface Deliveries {
  /** Newest first. */
  deliveries: Delivery[];
  /** What to give as `before` for older ones; null at the end. */
  next: string | null;
}
