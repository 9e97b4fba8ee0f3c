import type { Page } from '../all';
import type { SystemPrompt } from '../protocol';

/** Where prompts are. */
export const PROMPTS = '/api/v1/system-prompts';

export const promptsOf = (page: Page) => page['system_prompts'] as SystemPrompt[];
