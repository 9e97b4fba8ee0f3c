export type MenuAction = 'submenu' | 'agent' | 'hangup';

/** What one key of a menu does. */
export interface MenuItem {
  /** One of `0` to `9`, `*`, `#`, `A` to `D`. */
  digit: string;
  label: string;
  action: MenuAction;
  /** Id of the menu or the agent; null for the agent who was called, and with `hangup`. */
  target: string | null;
  /** BCP 47; null for the agent's own. */
  language: string | null;
  /** Whether no record may say that it was pressed. */
  sensitive: boolean;
}

/** All that is decided about a menu. */
export interface MenuSettings {
  /** Unique: lower-case letters, digits and single hyphens. */
  name: string;
  /** BCP 47 tag of the prompt. */
  language: string;
  prompt: string;
  items: MenuItem[];
  timeout_ms: number;
  retries: number;
  fallback_action: 'agent' | 'hangup';
  /** Id of the agent; null for the one who was called. */
  fallback_target: string | null;
}

/** What callers on a telephone choose from before an agent has them. */
export interface Menu extends MenuSettings {
  id: string;
  created_at: string;
  updated_at: string;
}

export interface MenuStep {
  /** Its name. */
  menu: string;
  step: 'entered' | 'pressed' | 'unknown_key' | 'timed_out' | 'repeated' | 'gave_up' | 'connected' | 'hung_up' | 'gone';
  /** Left out where it is sensitive or stands for nothing, like the label. */
  digit?: string;
  label?: string;
}

/** A walk through menus without a call. */
export interface TestWalk {
  steps: MenuStep[];
  outcome: 'agent' | 'hangup' | 'waiting';
  /** Null for the agent who was called. */
  agent_id: string | null;
  language: string | null;
  /** Name of the one in which it ended. */
  menu: string;
  /** What is heard where it waits; null where it does not, or while the caller has heard it. */
  prompt: string | null;
}

/** The way of one call through menus. */
export interface MenuSession {
  call_id: string;
  menu_id: string | null;
  /** Where the caller is, or was last. */
  current_menu_id: string | null;
  agent_id: string | null;
  status: 'active' | 'completed' | 'abandoned';
  /** Null while it goes on. */
  outcome: 'agent' | 'hangup' | 'user_hangup' | 'line_lost' | 'ended' | 'error' | null;
  /** How often a prompt was said again. */
  retries: number;
  keys_pressed: number;
  started_at: string;
  ended_at: string | null;
}

export interface MenuSessions {
  /** Newest first. */
  sessions: MenuSession[];
  /** What to give as `before` for older ones; null at the end. */
  next: string | null;
}
