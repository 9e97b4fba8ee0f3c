import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { walk } from './walk';

const { server, visit } = walk();

describe('the dashboard', () => {
  it('is the first page, and shows now, today and the week', async () => {
    const page = await visit('/');
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/dashboard');
    await page.locator('.tile', { hasText: 'Calls now' }).getByText('1', { exact: true }).waitFor();
    await expect.poll(() => page.locator('.holdings .tile').allInnerTexts()).toEqual(['Agents\n2', 'Total calls\n120', 'System prompts\n2', 'Functions\n1']);
    await page.locator('.tile', { hasText: 'Voice to voice today' }).getByText('781 ms').waitFor();
    const chart = await page.getByRole('img', { name: /^Calls a day:/ }).getAttribute('aria-label');
    expect(chart).toMatch(/Today \d+/);
    await page.getByRole('img', { name: /^Voice to voice a day:.*median \d+ ms, p95/ }).waitFor();
    await page.getByRole('row', { name: /Palli Sahayak.*577 ms 971 ms 1\.42 s/ }).waitFor();
    await page.getByRole('region', { name: 'What went wrong this week' }).getByText('Line lost').waitFor();
    await page.getByRole('region', { name: 'Server' }).getByText('sphinx4 (on this machine)').waitFor();
    await page.getByRole('region', { name: /Latest|latest/ }).getByRole('link').first().click();
    await page.getByRole('link', { name: 'Calls' }).first().waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/calls\/call_/);
  });

  it('asks again by itself', async () => {
    const page = await visit('/talk');
    await page.clock.install();
    await page.getByRole('link', { name: 'Dashboard' }).click();
    await page.locator('.tile').first().waitFor();
    await page.route('**/api/v1/calls/live', (route) => route.fulfill({ json: { calls: [] } }));
    await page.route('**/api/v1/calls?*', (route) => route.fulfill({ json: { calls: [], next: null } }));
    await page.clock.fastForward(10_000);
    await page.getByText('No calls in the last seven days').waitFor();
    await page.locator('.tile', { hasText: 'Calls now' }).getByText('nobody is on the line').waitFor();
  });

  it.each(['/dashboard', '/agents', '/agents/new', '/agents/agt_helpline', '/keys', '/settings'])('says at %s that the server is away, and recovers', async (path) => {
    server().up = false;
    const page = await visit(path);
    if (path === '/agents/new') {
      await page.getByLabel('Name', { exact: true }).fill('Desk');
      await page.getByRole('button', { name: 'Make the agent' }).click();
      await page.getByRole('alert').getByText('The connection was refused or broken.').waitFor();
      return;
    }
    await page.getByRole('alert').getByText('The server is not reachable', { exact: true }).first().waitFor();
    server().up = true;
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.locator('.tile, .agent, .agent-form, .rows, .settings-part').first().waitFor();
  });
});

describe('the weight of the pages', () => {
  it.each(['/dashboard', '/talk', '/agents', '/agents/agt_helpline', '/calls', '/menus/mnu_languages', '/reservations', '/reservations/res_0', '/keys', '/settings', '/sign-in'])('is at most 250 kB of compressed scripts at %s', async (path) => {
    const page = await visit(path);
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
    const scripts = new Set(loaded.filter((script) => script.endsWith('.js')));
    const sizes = await Promise.all([...scripts].map(async (script) => gzipSync(await readFile(join(import.meta.dirname, '../dist', script))).length));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(250_000);
  });
});
