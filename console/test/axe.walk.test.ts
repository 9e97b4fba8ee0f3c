import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { LIVE, RECORDED } from './fake/calls';
import { walk } from './walk';

const { server, visit } = walk();
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const EVERYTHING = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What a colour scheme can break; the rest of a page is the same in both. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** What breaks WCAG 2.2 A and AA on the page as it stands, in axe's words. */
async function broken(page: Page, runOnly: typeof EVERYTHING = EVERYTHING): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } };
    const found = await axe.run({ runOnly, resultTypes: ['violations'] });
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  }, runOnly);
}

const PAGES = ['/sign-in', '/dashboard', '/talk', '/agents', '/agents/new', '/agents/agt_helpline', '/calls', `/calls/${RECORDED}`, '/calls?q=morphine&status=completed', `/calls/${LIVE}`, '/providers', '/functions', '/prompts', '/menus', '/menus/new', '/menus/mnu_languages', '/reservations', '/reservations/res_0', '/reservations/res_1', '/reservations/res_3', '/webhooks', '/webhooks/whk_desk', '/keys', '/settings', '/nowhere'];

it('is noticed where something does', async () => {
  const page = await visit('/keys');
  await page.getByRole('heading', { name: 'Keys' }).evaluate((heading) => heading.append(document.createElement('button')));
  expect(await broken(page)).toEqual(['button-name: <button></button>']);
});

/** What is wrong with the page in either scheme; it is drawn anew without being loaded anew. */
async function brokenInEither(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await broken(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await broken(page, COLOURS);
  return [...light.map((what) => `in light, ${what}`), ...dark.map((what) => `in dark, ${what}`)];
}

it.each(PAGES)('nothing serious bars anybody from %s', async (path) => {
  const page = await visit(path);
  if (path.endsWith(LIVE)) await page.getByRole('region', { name: 'Step in' }).waitFor();
  else await page.waitForLoadState('networkidle');
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor from a dialog over a page', async () => {
  const page = await visit('/keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor from a form that says what is wrong', async () => {
  const page = await visit('/functions');
  await page.getByRole('button', { name: 'New function' }).click();
  await page.getByLabel('Arguments').fill('{');
  await page.getByText('This is not JSON yet').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor from changing a prompt', async () => {
  const page = await visit('/prompts');
  await page.getByRole('button', { name: 'Change Customer service' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor from adding somebody', async () => {
  const page = await visit('/settings');
  await page.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor from what publishing changes, nor from the versions', async () => {
  const page = await visit('/agents/agt_helpline');
  await page.getByLabel('Greeting', { exact: true }).fill('Welcome to {{shop}}.');
  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('dialog').locator('.differences').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  await page.getByRole('button', { name: 'Not yet' }).click();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByText('callers meet this').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor from making a webhook, and its secret', async () => {
  const page = await visit('/webhooks');
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Address').fill('https://crm.example.org/calls');
  await page.getByRole('button', { name: 'Make the webhook' }).click();
  await page.getByText('Choose at least one event').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  await page.getByLabel('call.ended').check();
  await page.getByRole('button', { name: 'Make the webhook' }).click();
  await page.getByText('it is shown this once').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor from what becomes of a webhook that is tested', async () => {
  const page = await visit('/webhooks/whk_desk');
  await page.getByRole('row').filter({ hasText: 'next try:' }).getByRole('button', { name: /^Answer/ }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('The test is on its way…').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  server().office.mailroom.settle({ status: 'dead', error: 'no connection' });
  await page.getByText('The test failed: no connection.').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor from a menu that cannot be kept, nor from a walk through it, nor from its calls', async () => {
  const page = await visit('/menus/mnu_languages');
  await page.getByLabel('Key 2', { exact: true }).selectOption('1');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('give each key one thing to do').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Try it' }).click();
  await page.getByRole('button', { name: '2', exact: true }).click();
  await page.getByText('has the caller').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Calls' }).click();
  await page.getByRole('table', { name: 'Calls through this menu' }).waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor from asking for a table, nor while the restaurant is called', async () => {
  const page = await visit('/reservations');
  await page.getByRole('button', { name: 'New reservation' }).click();
  await page.getByRole('dialog').getByLabel('Its telephone number').fill('555');
  expect(await brokenInEither(page)).toEqual([]);
  await page.goto(new URL('/reservations/res_4', page.url()).href);
  await page.getByRole('button', { name: 'Call again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Call again' }).click();
  await page.getByRole('button', { name: 'Cancel it' }).waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});

/** The dialog for calls, with the number of somebody in it. */
async function dialog(number: string): Promise<Page> {
  server().office.answer('PUT', '/api/v1/agents/agt_helpline/draft', new URLSearchParams(), { variables: { patient: '' } }, undefined);
  server().office.answer('POST', '/api/v1/agents/agt_helpline/publish', new URLSearchParams(), {}, undefined);
  const page = await visit('/calls');
  await page.getByRole('button', { name: 'Outbound call' }).click();
  await page.getByRole('dialog').getByLabel('Number').fill(number);
  return page;
}

it('nor from having an agent call somebody', async () => {
  const page = await dialog('555');
  await page.getByText('Begin with +').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  server().switchboard.lost = 'carrier';
  const number = page.getByRole('dialog').getByLabel('Number');
  await number.fill('+15551234567');
  await number.press('Enter');
  await page.getByRole('alert').getByRole('link').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});

it('nor while that call is placed, nor when nobody was reached', async () => {
  const board = server().switchboard;
  board.lost = 'carrier';
  const page = await dialog('+15551234567');
  await page.getByRole('dialog').getByLabel('Number').press('Enter');
  await page.getByRole('alert').getByRole('link').click();
  const placing = page.getByRole('region', { name: 'Call being placed' });
  await placing.getByText('Calling').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  board.ring();
  await placing.getByText('Ringing').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  board.fail('dial_busy');
  await page.getByText('The line was taken by another call.').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
  await page.goto(new URL('/calls', page.url()).href);
  await page.locator('tbody tr').first().getByText('Busy').waitFor();
  expect(await brokenInEither(page)).toEqual([]);
});
