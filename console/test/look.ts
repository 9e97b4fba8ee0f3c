import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { browser } from './chromium';
import { Bookings } from './fake/Bookings';
import { FakeServer } from './fake/FakeServer';
import { Mailroom } from './fake/Mailroom';
import { REFUSALS, Switchboard } from './fake/Switchboard';
import { babble, joined, silence, wav } from './fake/sound';
import { LIVE, RECORDED } from './fake/calls';

const SIZES = [
  { name: 'desk', width: 1360, height: 860 },
  { name: 'tablet', width: 900, height: 1000 },
  { name: 'phone', width: 390, height: 844 },
];

/** Walks through the pages as a person would and keeps a picture of each in `folder`. */
export async function look(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const server = await FakeServer.start();
  const microphone = wav(joined(silence(2800), babble(1500, 190), silence(3000), babble(1300, 190), silence(30_000)));
  for (const { name, width, height } of SIZES) {
    for (const dark of [false, true]) {
      const chromium = await browser(microphone);
      const page = await chromium.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' });
      const keep = (what: string) => page.screenshot({ path: join(folder, `${what}-${name}-${dark ? 'dark' : 'light'}.png`) });
      await page.goto(`${server.url}/talk`);
      await page.getByRole('button', { name: 'Start' }).waitFor();
      await keep('idle');
      await page.getByRole('button', { name: 'Start' }).click();
      await page.getByText('cut off here').waitFor({ timeout: 30_000 });
      await page.locator('.waterfall').nth(1).waitFor({ timeout: 30_000 });
      await page.locator('.source-passage summary').first().click();
      await keep('talk');
      await page.getByRole('button', { name: 'End' }).click();
      for (const path of ['dashboard', 'agents', 'agents/new', 'agents/agt_helpline', 'prompts', 'functions', 'menus', 'menus/new', 'reservations', 'webhooks', 'providers', 'keys', 'settings']) {
        await page.goto(`${server.url}/${path}`);
        await page.waitForLoadState('networkidle');
        await keep(path.replaceAll('/', '-'));
      }
      await webhooks(page, server, keep);
      await menus(page, server, keep);
      await reservations(page, server, keep);
      await page.goto(`${server.url}/calls`);
      await page.getByRole('table').waitFor();
      await keep('calls');
      await page.goto(`${server.url}/calls?q=morphine&status=completed`);
      await page.locator('.calls-hit').first().waitFor();
      await keep('search');
      await page.goto(`${server.url}/calls/${LIVE}`);
      await page.getByRole('region', { name: 'Step in' }).waitFor();
      await page.locator('.utterance').nth(1).waitFor();
      await keep('live');
      await page.goto(`${server.url}/calls/${RECORDED}`);
      await page.locator('canvas').waitFor();
      await page.waitForLoadState('networkidle');
      await page.getByRole('button', { name: 'Play from 0:10' }).click();
      await page.locator('.player-time', { hasText: '0:11' }).waitFor();
      await keep('call');
      await page.getByRole('region', { name: 'Notes' }).scrollIntoViewIfNeeded();
      await keep('call-notes');
      await page.goto(`${server.url}/settings`);
      await page.getByRole('button', { name: 'Add somebody' }).click();
      await page.getByRole('dialog').waitFor();
      await keep('somebody');
      server.office.answer('PUT', '/api/v1/agents/agt_concierge/draft', new URLSearchParams(), { variables: { guest: '', people: '2' } }, undefined);
      server.office.answer('POST', '/api/v1/agents/agt_concierge/publish', new URLSearchParams(), {}, undefined);
      server.switchboard = new Switchboard(server.office);
      await page.goto(`${server.url}/calls`);
      await page.getByRole('table').waitFor();
      await page.getByRole('button', { name: 'Outbound call' }).click();
      const outbound = page.getByRole('dialog');
      await outbound.getByLabel('Number').fill('0049 (0)30');
      await outbound.getByLabel('Number').press('Tab');
      await keep('outbound-short');
      await outbound.getByLabel('Agent').selectOption('Table for two');
      await outbound.getByLabel('guest').fill('Asha');
      await outbound.getByLabel('Number').fill('+1 (555) 123-4567');
      await keep('outbound');
      server.switchboard.refusal = REFUSALS.notConfigured;
      await outbound.getByLabel('Number').press('Enter');
      await outbound.getByRole('alert').waitFor();
      await keep('outbound-refused');
      server.switchboard.refusal = null;
      server.switchboard.lost = 'carrier';
      await outbound.getByLabel('Number').press('Enter');
      await outbound.getByRole('link').waitFor();
      await keep('outbound-silent');
      await page.getByRole('link', { name: 'See how that call stands' }).click();
      await page.getByRole('region', { name: 'Call being placed' }).waitFor();
      await keep('calling');
      server.switchboard.ring();
      await page.getByText('Ringing').first().waitFor();
      await keep('ringing');
      server.switchboard.fail('dial_no_answer');
      await page.locator('.notice').waitFor();
      await keep('unreached');
      place(server.switchboard, 'dial_busy');
      place(server.switchboard, 'dial_failed');
      place(server.switchboard, 'dial_canceled');
      place(server.switchboard, null);
      server.switchboard.ring();
      place(server.switchboard, null);
      await page.goto(`${server.url}/calls`);
      await page.getByRole('table').waitFor();
      await keep('calls-outbound');
      await page.goto(`${server.url}/dashboard`);
      await page.waitForLoadState('networkidle');
      await keep('dashboard-outbound');
      server.switchboard = new Switchboard(server.office);
      await chromium.close();
    }
  }
  await server.stop();
}

/** Making a webhook, its secret, and its page with a test that is on its way, delivered, and refused. */
async function webhooks(page: Page, server: FakeServer, keep: (what: string) => Promise<unknown>): Promise<void> {
  await page.goto(`${server.url}/webhooks`);
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Address').fill('https://crm.example.org/calls');
  await page.getByLabel('call.ended').check();
  await keep('webhook-new');
  await page.getByRole('button', { name: 'Make the webhook' }).click();
  await page.getByRole('dialog', { name: /^The secret of/ }).waitFor();
  await keep('webhook-secret');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.locator('.notice-title', { hasText: 'Nothing was sent yet' }).waitFor();
  await keep('webhook-unused');
  await page.goto(`${server.url}/webhooks/whk_desk`);
  await page.getByRole('row').filter({ hasText: 'next try:' }).getByRole('button', { name: /^Answer/ }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('The test is on its way…').waitFor();
  await keep('webhook-test');
  server.office.mailroom.settle({ status: 'delivered', status_code: 200, latency_ms: 31, response: 'ok' });
  await page.getByText('The test was delivered').waitFor();
  await keep('webhook');
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('The test is on its way…').waitFor();
  server.office.mailroom.settle({ status: 'failed', error: 'the certificate has expired', next_attempt_at: new Date(Date.now() + 60_000).toISOString() });
  await page.getByText('The test failed').waitFor();
  await keep('webhook-failed');
  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('button', { name: 'Rotate' }).click();
  await page.getByText('The former secret').waitFor();
  await keep('webhook-rotated');
  server.office.mailroom = new Mailroom();
}

/** A menu, a key too many in it, a walk through it, and the calls that came through it. */
async function menus(page: Page, server: FakeServer, keep: (what: string) => Promise<unknown>): Promise<void> {
  server.office.answer('PUT', '/api/v1/agents/agt_helpline/draft', new URLSearchParams(), { ivr_menu_id: 'mnu_languages' }, undefined);
  server.office.answer('POST', '/api/v1/agents/agt_helpline/publish', new URLSearchParams(), {}, undefined);
  await page.goto(`${server.url}/menus/mnu_languages`);
  await page.getByText('Callers of').waitFor();
  await keep('menu');
  await page.getByLabel('Key 2', { exact: true }).selectOption('1');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('give each key one thing to do').scrollIntoViewIfNeeded();
  await keep('menu-refused');
  await page.getByRole('button', { name: 'Put back' }).click();
  await page.getByRole('tab', { name: 'Try it' }).click();
  for (const key of ['1', 'star', '9', '1', '2']) await page.getByRole('button', { name: key, exact: true }).click();
  await page.getByText('has the caller').waitFor();
  await keep('menu-trial');
  await page.getByRole('tab', { name: 'Calls' }).click();
  await page.getByRole('table', { name: 'Calls through this menu' }).waitFor();
  await keep('menu-sessions');
}

/** Asking for a table, and what becomes of it. */
async function reservations(page: Page, server: FakeServer, keep: (what: string) => Promise<unknown>): Promise<void> {
  await page.goto(`${server.url}/reservations`);
  await page.getByRole('button', { name: 'New reservation' }).click();
  await page.getByRole('dialog').waitFor();
  await keep('reservation-new');
  for (const [id, what] of [['res_0', 'confirmed'], ['res_1', 'unheard'], ['res_3', 'unclear']]) {
    await page.goto(`${server.url}/reservations/${id ?? ''}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await keep(`reservation-${what ?? ''}`);
  }
  await page.getByRole('button', { name: 'Call again' }).click();
  await page.getByRole('dialog').waitFor();
  await keep('reservation-again');
  await page.getByRole('dialog').getByRole('button', { name: 'Call again' }).click();
  await page.getByRole('button', { name: 'Cancel it' }).waitFor();
  await keep('reservation-calling');
  server.office.bookings = new Bookings();
}

let placed = 0;

/** A call that came to nothing for a reason; null for one that is still to come. */
function place(switchboard: Switchboard, reason: string | null): void {
  switchboard.place(`look ${++placed}`, { agent_id: 'agt_concierge', to_number: `+1555123${String(4560 + placed)}` });
  if (reason !== null) switchboard.fail(reason);
}
