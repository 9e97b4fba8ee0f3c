import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import type { Calls } from '../src/protocol';
import { browser } from '../test/chromium';
import { given } from './given';

const GREETING = 'Hello! I am Palli Sahayak';
/**
 * Words of what the microphone says; see BrowserCallIT, which starts this. Any of the first question's will do: what was
 * understood of it is judged by the document the answer comes from.
 */
const FIRST = /ease|breathless|night/i;
const SECOND = /nausea/i;

/** Steps of one call, in order: a real server, its embedded ear and voice, and a microphone that speaks. */
describe('a spoken call from a browser to the server as it is shipped', () => {
  const url = given('ANTIPHON_URL');
  let chromium: Browser;
  let page: Page;

  beforeAll(async () => {
    chromium = await browser(await readFile(given('MICROPHONE')));
    page = await chromium.newPage({ viewport: { width: 1360, height: 860 } });
    page.setDefaultTimeout(20_000);
  });
  afterAll(() => chromium.close());

  /** A step that says on failure what the page showed, and after which no other is tried. */
  let broken = false;
  const step = (name: string, walk: () => Promise<void>) =>
    it(name, async ({ skip }) => {
      if (broken) skip('an earlier step failed');
      onTestFailed(async () => {
        broken = true;
        console.log(`The page was ${page.url()} and showed:\n${await page.locator('main').innerText()}`);
        const picture = process.env['PICTURES'];
        if (picture !== undefined) await page.screenshot({ path: `${picture}/failed.png` });
      });
      await walk();
    });

  const said = (role: 'user' | 'assistant', text: RegExp | string) => page.locator(`.utterance[data-role=${role}]`, { hasText: text });
  const answer = () => said('assistant', 'Easing breathlessness');
  const keep = async (name: string) => {
    const folder = process.env['PICTURES'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
  };

  step('serves the console, whose pages have their own addresses', async () => {
    await page.goto(`${url}/talk`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(given('SIGN_IN'));
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Talk' }).click();
    await page.getByRole('heading', { name: 'Talk' }).waitFor();
    await page.getByText('sphinx4').waitFor();
  });

  step('greets', async () => {
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('The agent speaks').waitFor();
    await said('assistant', GREETING).waitFor();
  });

  step('shows what it understands while the caller still speaks, and then for good', async () => {
    await page.locator('.utterance[data-role=user][data-partial=true]').first().waitFor();
    await page.locator('.utterance[data-role=user][data-partial=false]', { hasText: FIRST }).first().waitFor();
  });

  step('falls silent when the caller cuts in, and marks where', async () => {
    await said('assistant', 'cut off here').first().waitFor();
    await said('user', SECOND).first().waitFor();
  });

  step('shows what the answer was drawn from, and where the wait went', async () => {
    await answer().first().waitFor();
    await answer().first().locator('.source-passage summary').first().click();
    await answer().first().getByText('breathlessness.md').first().waitFor();
    const wait = await answer().first().getByRole('img', { name: /^Voice to voice/ }).getAttribute('aria-label');
    expect(wait).toMatch(/^Voice to voice [\d.]+ m?s: ear .*, knowledge .*, model .*, voice .*, wire .*\.$/);
  });

  step('answers the second question', async () => {
    await said('assistant', 'Nausea').first().waitFor();
    await keep('talk');
  });

  step('ends when the caller hangs up', async () => {
    await page.getByRole('button', { name: 'End' }).click();
    await page.getByText('The call has ended after').waitFor();
  });

  step('lists the call', async () => {
    await page.getByRole('link', { name: 'Calls' }).click();
    const row = page.locator('tbody tr').first();
    await row.getByText('Palli Sahayak').waitFor();
    await row.getByText('Completed').waitFor();
    await row.getByRole('link').click();
  });

  step('shows the call again, with its sources and waits', async () => {
    await page.getByRole('heading', { name: 'Palli Sahayak' }).waitFor();
    await said('user', FIRST).first().waitFor();
    await said('assistant', 'cut off here').first().waitFor();
    await answer().first().getByRole('img', { name: /^Voice to voice/ }).waitFor();
  });

  step('plays the recording from where it is asked to', async () => {
    const heardAt = () => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime);
    const place = said('user', SECOND).first().getByRole('button', { name: /^Play from/ });
    const [minutes, seconds] = ((await place.innerText()) || '').split(':').map(Number);
    const from = (minutes ?? NaN) * 60 + (seconds ?? NaN);
    expect(from).toBeGreaterThan(8);
    await place.click();
    await expect.poll(heardAt, { timeout: 10_000 }).toBeGreaterThan(from + 1);
    await keep('call');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('slider', { name: 'Place in the recording' }).press('Home');
    await expect.poll(heardAt).toBeLessThan(0.5);
  });

  step('lets a newcomer make an agent, and talk to it', async () => {
    await page.getByRole('link', { name: 'Agents' }).first().click();
    await page.getByRole('link', { name: 'New agent' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Front desk');
    await page.getByLabel('Greeting').fill('Hello, this is the front desk.');
    await page.getByRole('button', { name: 'Make the agent' }).click();
    await page.getByRole('heading', { name: 'Front desk' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Talk' }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('.utterance[data-role=assistant][data-partial=false]', { hasText: 'Hello, this is the front desk.' }).waitFor();
    await page.getByRole('button', { name: 'End' }).click();
    await page.getByText('The call has ended after').waitFor();
  });

  let own: string | null = null;
  step('finds that call among the others, by its agent', async () => {
    await page.getByRole('link', { name: 'Calls' }).click();
    await page.getByText('Filters').click();
    await page.getByLabel('Agent').selectOption('Front desk');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    own = await page.locator('tbody a').getAttribute('href');
    await page.locator('tbody a').click();
    await said('assistant', 'Hello, this is the front desk.').waitFor();
  });

  step('gives a key to a script, which lists the calls with the command it is told', async () => {
    await page.getByRole('link', { name: 'Keys' }).click();
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('Name', { exact: true }).fill('nightly report');
    await page.getByLabel('See calls').check();
    await page.getByRole('button', { name: 'Make the key' }).click();
    const command = await page.getByRole('dialog', { name: 'The secret of nightly report' }).locator('pre').innerText();
    const listed = JSON.parse(execFileSync('sh', ['-c', command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as Calls;
    expect(listed.calls.map((call) => `/calls/${call.id}`)).toContain(own);
    expect(listed.calls[0]?.agent?.display_name).toBe('Front desk');
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await keep('keys');
  });

  step('says that nothing is at an address that does not exist', async () => {
    const answered = await page.goto(`${url}/nowhere`);
    expect(answered?.status()).toBe(404);
    await page.getByText('Nothing is here').waitFor();
  });
});
