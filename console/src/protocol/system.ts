import type { Provider } from './provider';

export interface System {
  version: string;
  providers: { ear: Provider[]; voice: Provider[]; mind: Provider[] };
  ready: boolean;
}
