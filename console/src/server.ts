import { useCallback, useEffect, useState } from 'react';

/** How long an answer may take. */
const PATIENCE_MS = 15_000;
/** How long to wait before an unreachable server is tried again. */
const RETRY_MS = 5000;

/** Why the server gave no answer, in words for the operator. */
export class ServerFailure extends Error {
  override readonly name = 'ServerFailure';
  readonly kind: 'unreachable' | 'signed-out' | 'missing' | 'refused';

  constructor(kind: ServerFailure['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => ask<T>('GET', path, undefined, signal);

/** Asks the server to do something. */
export const post = <T>(path: string, body: object = {}): Promise<T> => ask<T>('POST', path, body);

async function ask<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object, signal?: AbortSignal): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'x-xsrf-token': cookie('XSRF-TOKEN') }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    });
  } catch (failure) {
    if (signal?.aborted === true) throw failure;
    throw new ServerFailure(
      'unreachable',
      patience.aborted ? 'No answer came within 15 seconds.' : 'The connection was refused or broken.',
    );
  }
  if (!response.ok) throw await refusal(response);
  if (response.status === 204) return undefined as T;
  if (response.headers.get('content-type')?.includes('json') !== true) {
    throw new ServerFailure('refused', 'The server answered with something other than JSON: is this its address?');
  }
  return (await response.json()) as T;
}

/** What the browser sends along by itself; the server wants changes to carry one of them by hand too. */
function cookie(name: string): string {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
  return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1));
}

async function refusal(response: Response): Promise<ServerFailure> {
  switch (response.status) {
    case 401:
      return new ServerFailure('signed-out', (await explanation(response)) ?? 'You are not signed in.');
    case 404:
      return new ServerFailure('missing', 'There is nothing at this address.');
    case 502:
    case 503:
    case 504:
      return new ServerFailure('unreachable', 'The server is not ready to answer.');
    default:
      return new ServerFailure('refused', (await explanation(response)) ?? `The server answered with status ${response.status}.`);
  }
}

async function explanation(response: Response): Promise<string | null> {
  try {
    const body = (await response.json()) as { message?: unknown; detail?: unknown; error?: { message?: unknown } };
    return [body.error?.message, body.message, body.detail].find((text) => typeof text === 'string') ?? null;
  } catch {
    return null;
  }
}

export type Answer<T> =
  | { state: 'loading' }
  | { state: 'ready'; data: T }
  | { state: 'failed'; failure: ServerFailure };

/** What the server says at `path`. A server that is not reachable is asked again every five seconds. */
export function useServer<T>(path: string): Answer<T> & { retry: () => void } {
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<{ path: string; answer: Answer<T> }>({ path, answer: { state: 'loading' } });
  const retry = useCallback(() => setAsked((n) => n + 1), []);

  useEffect(() => {
    const leave = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    get<T>(path, leave.signal).then(
      (data) => setAnswer({ path, answer: { state: 'ready', data } }),
      (failure: unknown) => {
        if (leave.signal.aborted) return;
        const known = failure instanceof ServerFailure ? failure : new ServerFailure('refused', String(failure));
        setAnswer({ path, answer: { state: 'failed', failure: known } });
        if (known.kind === 'unreachable') again = setTimeout(retry, RETRY_MS);
      },
    );
    return () => {
      leave.abort();
      clearTimeout(again);
    };
  }, [path, asked, retry]);

  return { ...(answer.path === path ? answer.answer : { state: 'loading' as const }), retry };
}
