/** A piece of a document an answer was drawn from. */
export interface Source {
  document: string;
  title: string;
  heading: string;
  page: number;
  text: string;
  hash: string;
  score: number;
}

/** The parts of a wait, one after the other; null where a part did not happen. */
export interface Latency {
  ear_ms: number | null;
  knowledge_ms: number | null;
  model_ms: number | null;
  voice_ms: number | null;
  wire_ms: number | null;
  /** From the end of the caller's last voiced frame to the first audible frame sent. */
  voice_to_voice_ms: number | null;
  /** The same until the caller's device reported that frame played. */
  heard_ms: number | null;
}

/** One exchange: what was heard, what was answered, from where and how fast. Number 0 is the greeting. */
export interface Turn {
  number: number;
  heard: string;
  spoken: string;
  sources: Source[];
  confidence: number | null;
  mind: string | null;
  interrupted: boolean;
  latency: Latency;
  /** Answers begun before the caller was done; each but the last was thrown away. */
  guesses?: number;
}
