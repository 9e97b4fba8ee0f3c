export interface Agent {
  id: string;
  name: string;
  display_name?: string | null;
  description?: string | null;
  language?: string | null;
  greeting?: string | null;
  /** What stands for each {{name}} where a call does not bring its own. */
  variables?: Record<string, string>;
}

export interface Agents {
  agents: Agent[];
}

/** Something an agent can do by asking an address. */
export interface AgentTool {
  name: string;
  description: string;
  /** JSON Schema of type object. */
  parameters: Record<string, unknown>;
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Values come hidden; sent back so, they stay as they are. */
  headers: Record<string, string>;
  timeout_ms: number;
}

/** All that an operator decides about an agent. */
export interface AgentSettings {
  /** Unique; stands in addresses. */
  name: string;
  display_name: string;
  description: string;
  /** BCP 47. */
  language: string;
  system_prompt: string;
  greeting: string;
  variables: Record<string, string>;
  likely_questions: string[];
  /** Null for the server's own, like the next two. */
  ear: string | null;
  llm_model: string | null;
  voice_id: string | null;
  /** Who steps in, in this order; none for all that the server has. */
  fallback_ears: string[];
  fallback_llm_models: string[];
  fallback_voice_ids: string[];
  voice_speed: number;
  /** By language tag. */
  voices: Record<string, string>;
  /** Null to judge. */
  endpointing_ms: number | null;
  turn_taking_profiles: TurnTakingProfiles;
  guesses: number;
  adapts_to_pace: boolean;
  greeting_uninterruptible: boolean;
  enable_backchannel: boolean;
  backchannel_frequency: number;
  backchannel_words: string[];
  responsiveness: number;
  interruption_sensitivity: number;
  reminder_trigger_ms: number;
  reminder_max_count: number;
  end_call_after_silence_ms: number;
  max_call_duration_ms: number;
  begin_message_delay_ms: number;
  tools_enabled: string[];
  tools: AgentTool[];
  knowledge: boolean;
  recording: boolean;
  /** Id of the keypad menu that callers walk first. */
  ivr_menu_id: string | null;
  /** Null for ever. */
  retention_days: number | null;
  is_active: boolean;
  metadata: Record<string, unknown>;
}

/** What is otherwise while the agent is in a state; the rest is as the agent has it. */
export interface TurnTakingProfiles {
  collecting?: { responsiveness: number };
  greeting?: { interruption_sensitivity: number };
  thinking?: { interruption_sensitivity: number };
  using_tool?: { interruption_sensitivity: number };
  speaking?: { interruption_sensitivity: number };
}

/** An agent as callers meet it: the settings that were published last. */
export interface PublishedAgent extends AgentSettings {
  id: string;
  /** What its settings name and calls do without; of the draft where there is one. */
  warnings?: { field: string; message: string }[];
  version: number;
  has_draft: boolean;
  created_at: string;
  updated_at: string;
}

export interface PublishedAgents {
  agents: PublishedAgent[];
  /** What to give as `after`; null at the end. */
  next: string | null;
}

export interface AgentVersion {
  version: number;
  settings: AgentSettings;
  note: string;
  published_by: string;
  published_at: string;
}

/** A setting that is not the same in two states of an agent. */
export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

/** Something an agent answers from. */
export interface AgentDocument {
  id: string;
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
}
