import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { LIVE, RECORDED } from './fake/calls';
import { walk } from './walk';

const { visit } = walk();
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What breaks WCAG 2.2 A and AA on the page as it stands, in axe's words. */
async function broken(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } };
    const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  });
}

const PAGES = ['/sign-in', '/dashboard', '/talk', '/agents', '/agents/new', '/agents/agt_helpline', '/calls', `/calls/${RECORDED}`, '/calls?q=morphine&status=completed', `/calls/${LIVE}`, '/providers', '/keys', '/settings', '/nowhere'];

it('is noticed where something does', async () => {
  const page = await visit('/keys');
  await page.getByRole('heading', { name: 'Keys' }).evaluate((heading) => heading.append(document.createElement('button')));
  expect(await broken(page)).toEqual(['button-name: <button></button>']);
});

/** What is wrong with the page in either scheme; it is drawn anew without being loaded anew. */
async function brokenInEither(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await broken(page)).map((what) => `in ${colorScheme}, ${what}`));
  }
  return found;
}

it.each(PAGES)('nothing serious bars anybody from %s', async (path) => {
  const page = await visit(path);
  if (path.endsWith(LIVE)) await page.getByRole('region', { name: 'Step in' }).waitFor();
  else await page.waitForLoadState('networkidle');
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor from what opens over a page', async () => {
  const page = await visit('/keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  await page.goto(new URL('/settings', page.url()).href);
  await page.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  await page.goto(new URL('/agents/agt_helpline', page.url()).href);
  await page.getByLabel('Greeting', { exact: true }).fill('Welcome to {{shop}}.');
  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('dialog').locator('.differences').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  await page.getByRole('button', { name: 'Not yet' }).click();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByText('callers meet this').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});
