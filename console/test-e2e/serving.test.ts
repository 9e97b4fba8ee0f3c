import { describe, expect, it } from 'vitest';
import { given } from './given';

const url = given('ANTIPHON_URL');
const asset = async () => /\/assets\/index-[\w-]+\.js/.exec(await (await fetch(`${url}/talk`)).text())?.[0] ?? 'no script in the page';

describe('how the server hands out the console', () => {
  it.each(['/', '/sign-in', '/dashboard', '/talk', '/agents', '/agents/new', '/calls', '/calls/018fd9a0-1111-7000-8000-000000000000', '/keys', '/settings'])('answers %s with the page, fresh each time', async (path) => {
    const answer = await fetch(url + path, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('last-modified')).toBeNull();
    expect(await answer.text()).toContain('<div id="root">');
  });

  it('lets browsers keep scripts for ever, and sends them compressed', async () => {
    const answer = await fetch(url + (await asset()), { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('cache-control')).toBe('max-age=31536000, public, immutable');
  });

  it('tells a person and a program apart at an address that does not exist', async () => {
    const person = await fetch(`${url}/nowhere`, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    expect(person.status).toBe(404);
    expect(await person.text()).toContain('<div id="root">');
    const program = await fetch(`${url}/api/v1/nowhere`, { headers: { accept: 'application/json' } });
    expect(program.status).toBe(401);
    expect(program.headers.get('content-type')).toMatch(/json/);
    const script = await fetch(`${url}/assets/nowhere.js`);
    expect(script.status).toBe(404);
    expect(script.headers.get('content-type')).toMatch(/json/);
  });
});
