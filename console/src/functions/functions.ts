import type { Page } from '../all';
import type { CustomFunction } from '../protocol';

export const FUNCTIONS = '/api/v1/custom-functions';

export const functionsOf = (page: Page) => page['custom_functions'] as CustomFunction[];
