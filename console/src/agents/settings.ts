import type { AgentSettings, PublishedAgent } from '../protocol';

type Named<T> = { [K in keyof AgentSettings]-?: AgentSettings[K] extends T ? K : never }[keyof AgentSettings];

type Share = 'responsiveness' | 'interruption_sensitivity' | 'backchannel_frequency' | 'voice_speed';

/** One setting as the form shows it, by the kind of its control. */
export type Setting = { label: string; help: string } & (
  | { kind: 'line'; name: Named<string>; most: number; pattern?: string; suggestions?: readonly string[] }
  | { kind: 'text'; name: Named<string>; most: number; rows: number }
  | { kind: 'variables'; name: 'variables' }
  | { kind: 'lines'; name: 'likely_questions' | 'backchannel_words' | 'fallback_ears' | 'fallback_llm_models' | 'fallback_voice_ids'; rows: number }
  | { kind: 'shared'; name: 'tools_enabled' }
  | { kind: 'voices'; name: 'voices' }
  | { kind: 'profiles'; name: 'turn_taking_profiles' }
  | { kind: 'tools'; name: 'tools' }
  | { kind: 'choice'; name: 'ear' | 'llm_model' | 'voice_id'; part: 'ear' | 'mind' | 'voice' }
  | { kind: 'share'; name: Share; low: string; high: string; min?: number; max?: number }
  /** `unit` is how many of the setting's own one of the shown is. */
  | { kind: 'number'; name: Exclude<Named<number>, Share>; unit: number; shown: string; min: number; max?: number; step: number | 'any' }
  | { kind: 'optional'; name: 'retention_days' | 'endpointing_ms'; shown: string; min: number; max: number }
  | { kind: 'menu'; name: 'ivr_menu_id' }
  | { kind: 'truth'; name: Named<boolean> }
  | { kind: 'json'; name: 'metadata' }
);

export interface Section {
  title: string;
  intro: string;
  settings: readonly Setting[];
}

const LANGUAGES = ['en-US', 'en-IN', 'en-GB', 'hi-IN', 'ta-IN', 'bn-IN', 'mr-IN', 'te-IN', 'de-DE', 'es-ES', 'fr-FR', 'pt-BR'];

/** Every setting an agent has, in the order one thinks of them. */
export const SECTIONS: readonly Section[] = [
  {
    title: 'Who it is',
    intro: 'How people and programs know it.',
    settings: [
      { kind: 'line', name: 'display_name', most: 200, label: 'Name', help: 'As people read and hear it.' },
      { kind: 'line', name: 'name', most: 64, pattern: '[a-z0-9]+(-[a-z0-9]+)*', label: 'Address', help: 'Its name for programs and in addresses: lower-case letters, digits and single hyphens. Programs that use the old one lose it.' },
      { kind: 'text', name: 'description', most: 2000, rows: 2, label: 'Description', help: 'For you and your colleagues; callers never hear it.' },
      { kind: 'line', name: 'language', most: 35, suggestions: LANGUAGES, label: 'Language', help: 'What it speaks and expects to hear, as a tag: en-IN is English as in India.' },
      { kind: 'truth', name: 'is_active', label: 'Takes calls', help: 'Switched off, it stays here and answers nobody.' },
    ],
  },
  {
    title: 'What it says',
    intro: 'Write {{caller}} for what differs from call to call or from one agent to the next. A call may bring values of its own; what it does not bring has the value below.',
    settings: [
      { kind: 'text', name: 'greeting', most: 2000, rows: 2, label: 'Greeting', help: 'The first thing a caller hears. Empty: it waits for the caller to begin.' },
      { kind: 'truth', name: 'greeting_uninterruptible', label: 'Says its greeting to the end', help: 'Whatever the caller does: for what must be heard, such as that calls are recorded.' },
      { kind: 'text', name: 'system_prompt', most: 100_000, rows: 12, label: 'Prompt', help: 'Who it is, what it is there for, what it must not do, how it talks. Say it as you would to a new colleague.' },
      { kind: 'variables', name: 'variables', label: 'Variables', help: '' },
      { kind: 'lines', name: 'likely_questions', rows: 4, label: 'Likely questions', help: 'What callers tend to ask, one a line. Recognisers that can, listen for these words.' },
    ],
  },
  {
    title: 'Ear, mind and voice',
    intro: 'Empty, each is the server’s own choice. Providers shows which there are, and takes their keys.',
    settings: [
      { kind: 'choice', name: 'ear', part: 'ear', label: 'Hears with', help: 'A provider, such as deepgram, or provider:model.' },
      { kind: 'choice', name: 'llm_model', part: 'mind', label: 'Thinks with', help: 'A provider, such as anthropic, provider:model, or a model’s own name. openai-realtime and gemini-live hear and speak by themselves; ear and voice then stand behind them.' },
      { kind: 'choice', name: 'voice_id', part: 'voice', label: 'Speaks with', help: 'A provider, such as cartesia, or provider:voice.' },
      { kind: 'share', name: 'voice_speed', low: 'half as fast', high: 'twice as fast', min: 0.5, max: 2, label: 'Pace of its voice', help: '1 is the voice’s own pace.' },
      { kind: 'voices', name: 'voices', label: 'Other languages', help: 'A call whose variable “language” asks for one of these is heard and answered in it, with this voice.' },
      { kind: 'lines', name: 'fallback_ears', rows: 2, label: 'Fallback ears', help: 'Who hears when the first cannot: one a line, tried in this order, then the embedded one and nobody else. Empty: all that the server has.' },
      { kind: 'lines', name: 'fallback_llm_models', rows: 2, label: 'Fallback models', help: 'Who thinks then, in the same way.' },
      { kind: 'lines', name: 'fallback_voice_ids', rows: 2, label: 'Fallback voices', help: 'Who speaks then, in the same way.' },
    ],
  },
  {
    title: 'Taking turns',
    intro: 'Quick feels attentive, slow feels patient. People who think while they speak need the slow end.',
    settings: [
      { kind: 'share', name: 'responsiveness', low: 'lets people think', high: 'answers at once', label: 'Responsiveness', help: 'How soon it answers when the caller pauses.' },
      { kind: 'share', name: 'interruption_sensitivity', low: 'finishes its sentence', high: 'stops at a word', label: 'Gives way', help: 'How easily a caller can cut in.' },
      { kind: 'optional', name: 'endpointing_ms', shown: 'ms', min: 100, max: 5000, label: 'Fixed silence', help: 'That ends the caller’s turn whatever was said. Empty: it judges by words, sound and responsiveness.' },
      { kind: 'profiles', name: 'turn_taking_profiles', label: 'In some moments otherwise', help: 'Quicker or calmer than above while the agent does one thing, from 0 to 1. Empty: as above.' },
      { kind: 'truth', name: 'adapts_to_pace', label: 'Learns the caller’s pace', help: 'Waits longer for those who pause for longer.' },
      { kind: 'number', name: 'guesses', unit: 1, shown: 'answers', min: 0, max: 5, step: 1, label: 'Begins early at most', help: 'Before it is sure that the caller is done. Answers come sooner; each that is not used costs a model call. 0 to never.' },
      { kind: 'truth', name: 'enable_backchannel', label: 'Shows that it listens', help: 'Says “mm-hm” in a long speaker’s pauses.' },
      { kind: 'share', name: 'backchannel_frequency', low: 'every 14 seconds', high: 'every 4 seconds', label: 'How often', help: 'At most, while somebody goes on talking.' },
      { kind: 'lines', name: 'backchannel_words', rows: 2, label: 'What it says then', help: 'One a line. Empty: the words of its language.' },
      { kind: 'menu', name: 'ivr_menu_id', label: 'Keypad menu', help: 'Whoever calls on a telephone walks it first.' },
      { kind: 'number', name: 'begin_message_delay_ms', unit: 1, shown: 'ms', min: 0, max: 5000, step: 1, label: 'Wait before the greeting', help: 'Some people need a moment to bring the telephone to their ear.' },
      { kind: 'number', name: 'reminder_trigger_ms', unit: 1000, shown: 'seconds', min: 0.001, step: 'any', label: 'Ask again after', help: 'Of silence, when it is the caller’s turn.' },
      { kind: 'number', name: 'reminder_max_count', unit: 1, shown: 'times', min: 0, max: 100, step: 1, label: 'Ask again at most', help: '0 to never ask whether somebody is still there.' },
      { kind: 'number', name: 'end_call_after_silence_ms', unit: 1000, shown: 'seconds', min: 10, step: 'any', label: 'Hang up after', help: 'Of silence. At least 10 seconds.' },
      { kind: 'number', name: 'max_call_duration_ms', unit: 60_000, shown: 'minutes', min: 1, max: 120, step: 'any', label: 'Longest call', help: 'Then it says goodbye in any case. 1 to 120 minutes.' },
    ],
  },
  {
    title: 'Knowledge and tools',
    intro: 'What it may look up and do.',
    settings: [
      { kind: 'truth', name: 'knowledge', label: 'Answers from its documents', help: 'They are given beside these settings, under Documents. Each answer shows the passages it was drawn from.' },
      { kind: 'shared', name: 'tools_enabled', label: '', help: '' },
      { kind: 'tools', name: 'tools', label: 'Tools', help: '' },
    ],
  },
  {
    title: 'What is kept',
    intro: 'Tell callers about it where the law asks you to.',
    settings: [
      { kind: 'truth', name: 'recording', label: 'Record calls', help: 'In stereo: the caller left, the agent right.' },
      { kind: 'optional', name: 'retention_days', shown: 'days', min: 1, max: 36_500, label: 'Delete calls after', help: 'With transcript and recording, so long after they ended. Empty: they stay.' },
      { kind: 'json', name: 'metadata', label: 'Metadata', help: 'Anything your own programs want to find with it: a JSON object.' },
    ],
  },
];

const ALL = SECTIONS.flatMap((section) => section.settings);

export const labelOf = (field: string): string => ALL.find((setting) => setting.name === field)?.label ?? field;

/** `3600000` of the longest call as `60 minutes`: a number in the unit the form shows it in. */
export function inItsUnit(field: string, value: number): string {
  const setting = ALL.find((one) => one.name === field);
  return setting?.kind === 'number' ? `${value / setting.unit} ${setting.shown}` : String(value);
}

/** Its settings alone, without what the server says about it. */
export function settingsOf(agent: PublishedAgent): AgentSettings {
  return Object.fromEntries(ALL.map(({ name }) => [name, agent[name]])) as unknown as AgentSettings;
}

/** Those of `now` that are not as in `before`: what a request has to name. */
export function changed(before: AgentSettings, now: AgentSettings): Partial<AgentSettings> {
  const different = ALL.map((setting) => setting.name).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
  return Object.fromEntries(different.map((name) => [name, now[name]]));
}

const VARIABLE = /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g;

/** Names of the variables that stand in `texts`, in order, each once. */
export function variablesIn(...texts: string[]): string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(VARIABLE)].map((found) => found[1] ?? '')))];
}

/** `text` as a caller hears it; what has no value stays as it is written. */
export function filled(text: string, variables: Record<string, string>): string {
  return text.replaceAll(VARIABLE, (written, name: string) => {
    const value = variables[name] ?? '';
    return value === '' ? written : value;
  });
}

/** The entries of a list that is written one a line; empty lines mean nothing. */
export const entries = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What stands for a header's value, which the server shows nobody. */
export const HIDDEN = '********';

export const headerLines = (headers: Record<string, string>): string => Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\n');

/** `Name: value`, one a line; null where a line is no such pair. */
export function headersOf(text: string): Record<string, string> | null {
  const pairs = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line));
  return pairs.every((pair) => pair !== null) ? Object.fromEntries(pairs.map((pair) => [pair[1] ?? '', pair[2] ?? ''])) : null;
}

/** The JSON object that `text` writes; null where it writes none. */
export function object(text: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** `Front desk, Pune` as `front-desk-pune`: an address made of a name. */
export function addressOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-$/, '');
}
