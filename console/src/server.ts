import { useCallback, useEffect, useState } from 'react';

/** How long an answer may take. */
const PATIENCE_MS = 15_000;
/** How long a file may take on its way. */
const UPLOAD_MS = 300_000;
/** How long to wait before an unreachable server is tried again. */
const RETRY_MS = 5000;

/** Why the server gave no answer, in words for the operator. */
export class ServerFailure extends Error {
  override readonly name = 'ServerFailure';
  readonly kind: 'unreachable' | 'signed-out' | 'missing' | 'refused';
  /** The answer's status; null where none came. */
  readonly status: number | null;
  /** The server's one word for it, such as `precondition_failed`; null where it sent none. */
  readonly code: string | null;
  /** The field of the request that cannot be used. */
  readonly field: string | null;
  /** The id of the call that it is about, where the server names one. */
  readonly call: string | null;

  constructor(kind: ServerFailure['kind'], message: string, about: Partial<Pick<ServerFailure, 'status' | 'code' | 'field' | 'call'>> = {}) {
    super(message);
    this.kind = kind;
    this.status = about.status ?? null;
    this.code = about.code ?? null;
    this.field = about.field ?? null;
    this.call = about.call ?? null;
  }

  /** Whatever was thrown, as one of these. */
  static of(thrown: unknown): ServerFailure {
    return thrown instanceof ServerFailure ? thrown : new ServerFailure('refused', String(thrown));
  }
}

/** An answer with the entity tag of the state it shows (RFC 9110 §8.8.3). */
export interface Tagged<T> {
  data: T;
  tag: string | null;
  /** Length of the whole list that this is a part of, where the server says so. */
  total?: string | null;
}

interface Wish {
  body?: object | undefined;
  /** Sent in the place of a body. */
  file?: Blob;
  /** The state that is to be changed; the server refuses where it is another one by now. */
  tag?: string | null | undefined;
  signal?: AbortSignal | undefined;
  /** Whether it is to arrive although the page is being left. */
  keepalive?: boolean;
  /** What the server knows the same request by when it comes again (`Idempotency-Key`). */
  key?: string;
  /** How long the answer may take, where not as usual. */
  patienceMs?: number;
}

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => (await ask<T>('GET', path, { signal })).data;

/** How many things the list at `path` of the older surface has in all. */
export async function count(path: string, signal: AbortSignal): Promise<number> {
  const { total } = await ask<unknown>('GET', `${path}?limit=1`, { signal });
  return Number(total ?? Number.NaN);
}

/** Asks the server to do something. */
export const post = async <T>(path: string, body: object = {}): Promise<T> => (await ask<T>('POST', path, { body })).data;

/** Asks the server to change something. */
export const change = <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, wish: Wish = {}): Promise<Tagged<T>> => ask<T>(method, path, wish);

/** Gives the server a file as it is. */
export const send = async <T>(path: string, file: Blob): Promise<T> => (await ask<T>('POST', path, { file })).data;

async function ask<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, { body, file, tag, signal, keepalive = false, key, patienceMs }: Wish): Promise<Tagged<T>> {
  const longest = patienceMs ?? (file === undefined ? PATIENCE_MS : UPLOAD_MS);
  const patience = AbortSignal.timeout(longest);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      keepalive,
      headers: {
        accept: 'application/json',
        ...(method === 'GET' ? {} : { 'x-xsrf-token': cookie('XSRF-TOKEN') }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(file === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        ...(tag == null ? {} : { 'if-match': tag }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: file }),
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    });
  } catch (failure) {
    if (signal?.aborted === true) throw failure;
    throw new ServerFailure(
      'unreachable',
      patience.aborted ? `No answer came within ${longest < 60_000 ? `${longest / 1000} seconds` : `${longest / 60_000} minutes`}.` : 'The connection was refused or broken.',
    );
  }
  if (!response.ok) throw await refusal(response);
  const etag = response.headers.get('etag');
  const type = response.headers.get('content-type');
  // What was accepted or is gone is answered with nothing.
  if (response.status === 204 || type === null) return { data: undefined as T, tag: etag };
  if (!type.includes('json')) {
    throw new ServerFailure('refused', 'The server answered with something other than JSON: is this its address?');
  }
  try {
    return { data: (await response.json()) as T, tag: etag, total: response.headers.get('x-total-count') };
  } catch (failure) {
    if (signal?.aborted === true) throw failure;
    throw new ServerFailure('unreachable', 'The answer broke off on its way.');
  }
}

/** What the browser sends along by itself; the server wants changes to carry one of them by hand too. */
function cookie(name: string): string {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
  return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1));
}

async function refusal(response: Response): Promise<ServerFailure> {
  const { status } = response;
  const { text, ...said } = await explanation(response);
  const about = { status, ...said };
  switch (status) {
    case 401:
      return new ServerFailure('signed-out', text ?? 'You are not signed in.', about);
    case 404:
      return new ServerFailure('missing', text ?? 'There is nothing at this address.', about);
    case 502:
    case 503:
    case 504:
      return new ServerFailure('unreachable', text ?? 'The server is not ready to answer.', about);
    default:
      return new ServerFailure('refused', text ?? `The server answered with status ${status}.`, about);
  }
}

interface Explanation {
  text: string | null;
  code: string | null;
  field: string | null;
  call: string | null;
}

async function explanation(response: Response): Promise<Explanation> {
  try {
    const body = (await response.json()) as { message?: unknown; detail?: unknown; error?: Record<string, unknown> };
    const word = (value: unknown) => (typeof value === 'string' ? value : null);
    const message = word(body.error?.['message']) ?? word(body.message) ?? word(body.detail);
    const remedy = word(body.error?.['remedy']);
    return {
      text: message === null || remedy === null ? message : `${message}: ${remedy}`,
      code: word(body.error?.['code']),
      field: word(body.error?.['field']),
      call: word(body.error?.['call_id']),
    };
  } catch {
    return { text: null, code: null, field: null, call: null };
  }
}

export type Answer<T> =
  | { state: 'loading' }
  | { state: 'ready'; data: T; tag: string | null }
  | { state: 'failed'; failure: ServerFailure };

/** What the server says at `path`. A server that is not reachable is asked again every five seconds. */
export function useServer<T>(path: string): Answer<T> & { retry: () => void } {
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<{ path: string; answer: Answer<T> }>({ path, answer: { state: 'loading' } });
  const retry = useCallback(() => setAsked((n) => n + 1), []);

  useEffect(() => {
    const leave = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    ask<T>('GET', path, { signal: leave.signal }).then(
      ({ data, tag }) => setAnswer({ path, answer: { state: 'ready', data, tag } }),
      (failure: unknown) => {
        if (leave.signal.aborted) return;
        const known = ServerFailure.of(failure);
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

/** The same, asked again every `everyMs` while somebody looks. */
export function useLively<T>(path: string, everyMs: number): Answer<T> & { retry: () => void } {
  const answer = useServer<T>(path);
  const { retry } = answer;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') retry();
    }, everyMs);
    return () => clearInterval(timer);
  }, [retry, everyMs]);
  return answer;
}
