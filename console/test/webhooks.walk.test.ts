import { describe, expect, it } from 'vitest';
import { SENT } from './fake/Mailroom';
import { walk } from './walk';

const { server, visit } = walk();
const mailroom = () => server().office.mailroom;
const DESK = 'desk.example.org/hooks/antiphon';

describe('webhooks', () => {
  it('are made for chosen events, show their secret once, and go on to a test', async () => {
    const page = await visit('/webhooks');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'New webhook' }).click();
    const panel = page.getByRole('dialog', { name: 'New webhook' });
    await panel.getByLabel('Address').fill('ftp://crm.example.org/calls');
    await panel.getByLabel('Description').fill('Customers’ files');
    await panel.getByRole('button', { name: 'Make the webhook' }).click();
    await panel.getByRole('alert').getByText('Choose at least one event.').waitFor();
    await panel.getByLabel('call.ended').check();
    await panel.getByLabel('error').check();
    await panel.getByRole('button', { name: 'Make the webhook' }).click();
    await panel.getByRole('alert').getByText('url must begin with http').waitFor();
    await panel.getByLabel('Address').fill('https://crm.example.org/calls');
    const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/webhooks'));
    await panel.getByRole('button', { name: 'Make the webhook' }).click();
    expect((await asked).postDataJSON()).toEqual({ url: 'https://crm.example.org/calls', description: 'Customers’ files', events: ['call.ended', 'error'], is_active: true });

    const secret = page.getByRole('dialog', { name: 'The secret of crm.example.org/calls' });
    await secret.getByText('it is shown this once').waitFor();
    expect(await secret.getByText('24 hours').count()).toBe(0);
    await secret.getByRole('button', { name: 'Copy the secret' }).click();
    await secret.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^whsec_/);
    // Neither Escape nor a click beside it loses what cannot be seen again.
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    expect(await secret.isVisible()).toBe(true);
    await secret.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('heading', { level: 1, name: 'crm.example.org/calls' }).waitFor();
    await page.getByText('Nothing was sent yet').waitFor();
    await page.getByRole('button', { name: 'Send a test' }).waitFor();
    expect(await page.content()).not.toContain(copied);
    await page.getByRole('link', { name: 'Webhooks' }).first().click();
    await page.getByRole('listitem').filter({ hasText: 'Customers’ files' }).getByText('Nothing was sent yet.').waitFor();
    expect(await page.content()).not.toContain(copied);
  });

  it('are not made twice where the answer got lost', async () => {
    const page = await visit('/webhooks');
    const keys: (string | undefined)[] = [];
    await page.route('**/api/v1/webhooks', (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push(route.request().headers()['idempotency-key']);
      return keys.length === 1 ? route.abort() : route.continue();
    });
    await page.getByRole('button', { name: 'New webhook' }).click();
    await page.getByLabel('Address').fill('https://crm.example.org/calls');
    await page.getByLabel('call.ended').check();
    await page.getByRole('button', { name: 'Make the webhook' }).click();
    await page.getByRole('alert').getByText('refused or broken').waitFor();
    await page.getByRole('button', { name: 'Make the webhook' }).click();
    await page.getByRole('dialog', { name: /^The secret of/ }).waitFor();
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it('show their events and how the last delivery went', async () => {
    const page = await visit('/webhooks');
    const desk = page.getByRole('listitem').filter({ hasText: DESK });
    await desk.getByText('call.failed').waitFor();
    await desk.getByText('Delivered').waitFor();
    const lake = page.getByRole('listitem').filter({ hasText: 'lake.example.org' });
    await lake.getByText('Switched off').waitFor();
    await lake.getByText('Nothing was sent yet.').waitFor();
  });

  it('are changed', async () => {
    const page = await visit('/webhooks');
    await page.getByRole('button', { name: `Change ${DESK}` }).click();
    const panel = page.getByRole('dialog', { name: DESK });
    expect(await panel.getByLabel('call.started').isChecked()).toBe(false);
    await panel.getByLabel('error').uncheck();
    await panel.getByLabel('call.started').check();
    await panel.getByLabel('Description').fill('Tickets and wall display');
    await panel.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('Tickets and wall display').waitFor();
    expect(mailroom().webhooks[0]).toMatchObject({ url: `https://${DESK}`, events: ['call.ended', 'call.failed', 'call.started'], is_active: true });
  });

  it('keep events that this page does not know', async () => {
    mailroom().webhooks = mailroom().webhooks.map((one) => ({ ...one, events: [...one.events, 'fax.received'] }));
    const page = await visit('/webhooks/whk_desk');
    await page.getByRole('button', { name: 'Change' }).click();
    expect(await page.getByLabel('fax.received').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(mailroom().webhooks[0]?.events).toContain('fax.received');
  });

  it('are switched off and on', async () => {
    const page = await visit('/webhooks');
    const desk = page.getByRole('listitem').filter({ hasText: DESK });
    await desk.getByLabel('On', { exact: true }).uncheck();
    await desk.getByText('Switched off').waitFor();
    await expect.poll(() => mailroom().webhooks[0]?.is_active).toBe(false);
    await desk.getByLabel('On', { exact: true }).check();
    await expect.poll(() => mailroom().webhooks[0]?.is_active).toBe(true);
  });

  it('are deleted, with a way back', async () => {
    const page = await visit('/webhooks/whk_desk');
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('link', { name: 'lake.example.org/voice' }).waitFor();
    expect(await page.getByRole('link', { name: DESK }).count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: DESK }).waitFor();
    expect(mailroom().webhooks).toHaveLength(2);
    await page.getByRole('button', { name: `Delete ${DESK}` }).click();
    await page.getByRole('button', { name: 'Delete lake.example.org/voice' }).click();
    await page.getByText('No webhooks yet').waitFor();
    await page.goto('about:blank');
    await expect.poll(() => mailroom().webhooks.length).toBe(0);
  });

  it('get another secret, the former one signing for 24 hours more', async () => {
    const page = await visit('/webhooks/whk_desk');
    await page.getByRole('button', { name: 'New secret' }).click();
    const asked = page.waitForRequest('**/whk_desk/rotate');
    const question = page.getByRole('dialog', { name: `A new secret for ${DESK}?` });
    await question.getByText('24 hours').waitFor();
    await question.getByRole('button', { name: 'Rotate' }).click();
    await asked;
    const secret = page.getByRole('dialog', { name: `The secret of ${DESK}` });
    await secret.getByText('whsec_another-one').waitFor();
    await secret.getByText('The former secret signs for 24 hours more').waitFor();
    await secret.getByRole('button', { name: 'I have kept it' }).click();
    expect(await page.content()).not.toContain('whsec_another-one');
  });

  it('are not offered for change to those who may only look', async () => {
    const page = await visit('/webhooks');
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: { kind: 'user', name: 'o', user: null, scopes: ['webhooks:read'] } }));
    await page.reload();
    await page.getByRole('link', { name: DESK }).click();
    await page.getByRole('table').getByText('Delivered').first().waitFor();
    expect(await page.getByRole('button', { name: /test|Change|secret|Delete|Send again/ }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Answer/ }).count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Webhooks' }).first().click();
    await page.getByRole('link', { name: DESK }).waitFor();
    expect(await page.getByRole('button', { name: /New webhook|Change|Delete/ }).count()).toBe(0);
    expect(await page.getByLabel('On', { exact: true }).count()).toBe(0);
  });

  it('say so to those who may not even look', async () => {
    const page = await visit('/dashboard');
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: { kind: 'user', name: 'v', user: null, scopes: ['calls:read'] } }));
    await page.route('**/api/v1/webhooks**', (route) => route.fulfill({ status: 403, json: { error: { code: 'forbidden', message: 'webhooks:read is wanted' } } }));
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('alert').getByText('Webhooks are not shown to you').waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  it('that are none are not here', async () => {
    const page = await visit('/webhooks/whk_gone');
    await page.getByText('Nothing is here').waitFor();
  });
});

describe('a test', () => {
  it('is followed until it is delivered', async () => {
    const page = await visit('/webhooks/whk_desk');
    await page.getByRole('button', { name: 'Send a test' }).click();
    const outcome = page.getByRole('status');
    await outcome.getByText('The test is on its way…').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'webhook.test' });
    await row.getByText('On its way').waitFor();
    mailroom().settle({ status: 'delivered', status_code: 204, latency_ms: 31, response: '' });
    await outcome.getByText('The test was delivered: the answer was 204, after 31 ms.').waitFor();
    await row.getByText('Delivered').waitFor();
    expect(await page.getByRole('row').nth(1).textContent()).toContain('webhook.test');
  });

  it('is followed until it has failed', async () => {
    mailroom().webhooks = mailroom().webhooks.map((one) => ({ ...one, is_active: true }));
    const page = await visit('/webhooks/whk_lake');
    await page.getByText('Nothing was sent yet').waitFor();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByRole('status').getByText('on its way').waitFor();
    mailroom().settle({ status: 'failed', error: 'no connection', next_attempt_at: new Date(Date.now() + 60_000).toISOString() });
    await page.getByRole('status').getByText('The test failed: no connection. It is tried again:').waitFor();
    await page.getByRole('row').filter({ hasText: 'webhook.test' }).getByText('next try:').waitFor();
  });

  it('is not asked for any more after 15 seconds', async () => {
    const page = await visit('/webhooks/whk_desk');
    await page.getByRole('button', { name: 'Send a test' }).waitFor();
    await page.clock.install();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test is on its way…').waitFor();
    await page.clock.fastForward(16_000);
    await page.getByText('The test is still on its way after 15 seconds.').waitFor();
    let asked = 0;
    page.on('request', () => asked++);
    await page.clock.fastForward(5000);
    await page.clock.fastForward(5000);
    expect(asked).toBe(0);
    mailroom().settle({ status: 'delivered', status_code: 200, latency_ms: 12 });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('The test was delivered').waitFor();
  });

  it('that is refused says why', async () => {
    const page = await visit('/webhooks/whk_desk');
    await page.getByRole('row').filter({ hasText: 'next try:' }).waitFor();
    // Somebody else has switched it off meanwhile.
    mailroom().webhooks = mailroom().webhooks.map((one) => ({ ...one, is_active: false }));
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByRole('alert').getByText('this webhook is switched off: set is_active to true first').waitFor();
  });

  it('cannot be sent while the webhook is switched off', async () => {
    const page = await visit('/webhooks/whk_lake');
    await page.getByText('Nothing is sent while it is switched off.').waitFor();
    expect(await page.getByRole('button', { name: 'Send a test' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('Switched on').check();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('Nothing is sent while it is switched off.').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Send a test' }).isDisabled()).toBe(false);
  });

  it('that finds nobody any more shows that the server has switched the webhook off', async () => {
    const page = await visit('/webhooks/whk_desk');
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test is on its way…').waitFor();
    mailroom().webhooks = mailroom().webhooks.map((one) => ({ ...one, is_active: false }));
    mailroom().settle({ status: 'dead', status_code: 410, latency_ms: 8, error: 'it answered 410' });
    await page.getByText('The test failed: it answered 410. It is not tried again.').waitFor();
    await page.getByText('Switched off', { exact: true }).waitFor();
  });
});

describe('deliveries', () => {
  it('tell how they went, and show the answer', async () => {
    const page = await visit('/webhooks/whk_desk');
    const failed = page.getByRole('row').filter({ hasText: 'next try:' });
    await failed.getByText('Failed', { exact: true }).waitFor();
    expect(await failed.getByRole('cell').allTextContents()).toEqual(expect.arrayContaining(['call.failed', '2', '503', '1.84 s']));
    expect(await page.getByText('The help desk is being mended').count()).toBe(0);
    const answer = failed.getByRole('button', { name: /^Answer/ });
    await answer.click();
    await page.getByText('The help desk is being mended').waitFor();
    expect(await answer.getAttribute('aria-expanded')).toBe('true');
    await answer.click();
    expect(await page.getByText('The help desk is being mended').count()).toBe(0);
    const dead = page.getByRole('row').filter({ hasText: 'Given up' }).first();
    await dead.getByText('no connection').waitFor();
    expect(await dead.getByRole('button', { name: /^Answer/ }).count()).toBe(0);
  });

  it('go back page by page, and are narrowed by status and event', async () => {
    const page = await visit('/webhooks/whk_desk');
    const rows = page.locator('.deliveries tbody tr');
    await expect.poll(() => rows.count()).toBe(50);
    await page.getByRole('button', { name: 'More' }).click();
    await expect.poll(() => rows.count()).toBe(SENT);
    expect(await page.getByRole('button', { name: 'More' }).count()).toBe(0);
    await page.getByLabel('Status').selectOption('Given up');
    await expect.poll(() => rows.count()).toBe(4);
    await page.getByLabel('Event', { exact: true }).selectOption('error');
    await page.getByText('No delivery fits').waitFor();
    await page.getByLabel('Status').selectOption('Any');
    await expect.poll(() => rows.count()).toBe(mailroom().sent.get('whk_desk')?.filter(({ event }) => event === 'error').length);
  });

  it('that cannot be fetched further back leave what is there', async () => {
    const page = await visit('/webhooks/whk_desk');
    await page.route('**/deliveries?*before=*', (route) => route.fulfill({ status: 500, json: { error: { code: 'internal', message: 'the database is full' } } }));
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('alert').getByText('the database is full').waitFor();
    expect(await page.locator('.deliveries tbody tr').count()).toBe(50);
    await page.unroute('**/deliveries?*before=*');
    await page.getByRole('button', { name: 'More' }).click();
    await expect.poll(() => page.locator('.deliveries tbody tr').count()).toBe(SENT);
  });

  it('are sent again as new ones of the same event, and followed', async () => {
    const page = await visit('/webhooks/whk_desk');
    await page.getByRole('row').filter({ hasText: 'Given up' }).first().getByRole('button', { name: /^Send again/ }).click();
    await page.getByRole('status').getByText('call.ended is on its way…').waitFor();
    const newest = page.getByRole('row').nth(1);
    await newest.getByText('On its way').waitFor();
    expect(mailroom().sent.get('whk_desk')?.[0]).toMatchObject({ event_id: 'evt_3', status: 'pending' });
    mailroom().settle({ status: 'dead', status_code: 410, latency_ms: 9, response: 'gone' });
    await page.getByRole('status').getByText('call.ended failed: the answer was 410. It is not tried again.').waitFor();
    await newest.getByText('Given up').waitFor();
  });
});
