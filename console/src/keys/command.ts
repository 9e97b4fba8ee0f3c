/** A first request for a program, as one types it in a terminal; `secret` may be the name of a variable there. */
export const command = (path: string, secret: string): string => `curl "${location.origin}${path}" \\\n  -H "Authorization: Bearer ${secret}"`;

/** Lists the newest calls. */
export const CALLS = '/api/v1/calls?limit=5';
