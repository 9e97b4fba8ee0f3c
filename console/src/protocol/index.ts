/**
 * What the console and the server say to each other: the REST answers under `/api/v1` and the messages of
 * `/ws/voice-browser`, a file a noun. Times are milliseconds unless a name says otherwise.
 */

export * from './agent';
export * from './audit';
export * from './call';
export * from './function';
export * from './key';
export * from './live';
export * from './menu';
export * from './prompt';
export * from './provider';
export * from './reservation';
export * from './system';
export * from './talk';
export * from './turn';
export * from './user';
export * from './waits';
export * from './webhook';
