/** The address of the sign-in page for whoever was on their way to `path`. */
export const signInFrom = (path: string): string => (path === '/' || path === '/dashboard' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}`);

/** Where to go once signed in; never to another site. */
export function pageAfter(search: string): string {
  const to = new URLSearchParams(search).get('to');
  return to !== null && /^\/(?![/\\])/.test(to) ? to : '/';
}
