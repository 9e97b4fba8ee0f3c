export type ReservationStatus = 'requested' | 'calling' | 'confirmed' | 'declined' | 'unclear' | 'failed' | 'cancelled';

/** The table that somebody wants. */
export interface WantedReservation {
  /** Who calls; null or left out for the agent named concierge. */
  agent_id?: string | null;
  restaurant: string;
  /** E.164, like the next. */
  phone: string;
  callback_number: string | null;
  /** `2026-12-24` and `19:30`, by the restaurant's clocks. */
  date: string;
  time: string;
  /** As the IANA database names it. */
  time_zone: string;
  party_size: number;
  name: string;
  special_requests: string;
  /** How much earlier or later it may be, in minutes. */
  flexible_minutes: number;
}

/** A table, and what came of asking for it. */
export interface Reservation extends WantedReservation {
  id: string;
  status: ReservationStatus;
  /** Capital letters and digits; null where the restaurant gave none. */
  confirmation_number: string | null;
  /** Whether the number was found in what the restaurant said. */
  confirmation_heard: boolean | null;
  confirmed_date: string | null;
  confirmed_time: string | null;
  /** What else the restaurant said, in the agent's words. */
  note: string | null;
  /** Why nothing came of the last call, such as `dial_busy`. */
  error: string | null;
  error_message: string | null;
  /** Calls so far. */
  attempts: number;
  /** The last one; null where it was deleted. */
  call: { id: string; status: string; started_at: string; ended_at: string | null; end_reason: string | null } | null;
  created_at: string;
  updated_at: string;
  ended_at: string | null;
}

export interface Reservations {
  /** Newest first. */
  reservations: Reservation[];
  /** What to give as `before` for older ones; null at the end. */
  next: string | null;
}
