import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { REFUSALS } from './fake/Switchboard';
import { EXCHANGES } from './fake/script';
import { walk } from './walk';

const { server, visit } = walk();
const board = () => server().switchboard;

/** Publishes other settings of an agent. */
function publish(agent: string, settings: Record<string, unknown>): void {
  server().office.answer('PUT', `/api/v1/agents/${agent}/draft`, new URLSearchParams(), settings, undefined);
  server().office.answer('POST', `/api/v1/agents/${agent}/publish`, new URLSearchParams(), {}, undefined);
}

async function dialog(page: Page) {
  await page.getByRole('button', { name: 'Outbound call' }).click();
  const form = page.getByRole('dialog', { name: 'Outbound call' });
  await form.getByLabel('Number').waitFor();
  return form;
}

/** Has the first agent call a number, and waits for the call's own page. */
async function call(page: Page, number = '+15551234567'): Promise<void> {
  const form = await dialog(page);
  await form.getByLabel('Number').fill(number);
  await form.getByRole('button', { name: 'Call', exact: true }).click();
  await page.getByRole('region', { name: 'Call being placed' }).waitFor();
}

describe('an outbound call', () => {
  it('is placed, rings, is answered, heard as it goes on, and ends', async () => {
    const page = await visit('/calls');
    await call(page, '00 1 (555) 123-4567');
    expect(board().asked.map(({ body }) => body)).toEqual([{ agent_id: 'agt_helpline', to_number: '+15551234567' }]);
    expect(board().asked[0]?.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const placing = page.getByRole('region', { name: 'Call being placed' });
    await placing.getByText('Calling +15551234567…').waitFor();
    await page.locator('.status[data-status=queued]').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');

    board().ring();
    await placing.getByText('Ringing… +15551234567').waitFor();
    await page.getByRole('status').getByText('Ringing… +15551234567').waitFor();
    board().answer();
    await page.getByRole('region', { name: 'Transcript' }).getByText(EXCHANGES[0]?.heard ?? '').waitFor();
    await page.getByRole('status').getByText('Answered: the call goes on.').waitFor();
    expect(await placing.count()).toBe(0);

    await page.getByRole('button', { name: 'End call' }).click();
    await page.getByRole('button', { name: 'End it' }).click();
    await page.getByText('Over: Operator ended').waitFor();
    await page.getByRole('button', { name: 'Open the call’s record' }).click();
    await page.locator('.status[data-status=completed]').waitFor();
    await page.getByText('Outbound call').waitFor({ state: 'attached' });
  });

  it('that Retell hosts says where its sound is', async () => {
    const page = await visit('/calls');
    await call(page);
    Object.assign(board().placed[0] ?? {}, { channel: 'retell' });
    board().answer();
    await page.getByText('The sound of this call is at Retell').waitFor();
    await page.getByRole('button', { name: 'End call' }).waitFor();
    expect(await page.getByRole('button', { name: 'Listen in' }).count()).toBe(0);
  });

  it('is watched as soon as there is something to watch', async () => {
    const page = await visit('/calls');
    await call(page);
    board().streaming = false;
    board().answer();
    await page.getByText('Connecting…').waitFor();
    board().streaming = true;
    await page.getByText(EXCHANGES[0]?.heard ?? '').waitFor();
    expect(await page.getByText(EXCHANGES[0]?.heard ?? '').count()).toBe(1);
  });

  it('is shown as over where it ended before it could be watched', async () => {
    const page = await visit('/calls');
    await call(page);
    board().streaming = false;
    board().answer();
    await page.getByText('Connecting…').waitFor();
    board().end(board().placed[0]?.id ?? '');
    await page.locator('.status[data-status=completed]').waitFor();
  });

  it.each([
    ['dial_busy', 'Busy', 'The line was taken by another call.'],
    ['dial_no_answer', 'Nobody answered', 'It rang, and nobody took the call.'],
    ['dial_failed', 'Could not be placed', 'The carrier could not put it through.'],
  ])('that fails with %s says so: %s', async (reason, why, then) => {
    const page = await visit('/calls');
    await call(page);
    board().fail(reason);
    await page.getByText(then).waitFor();
    await page.locator('.status[data-status=failed]', { hasText: why }).waitFor();
    await page.getByRole('status').getByText(`The call is over. ${why}`).waitFor();
    expect(await page.locator('.facts div', { hasText: 'Length' }).locator('dd').innerText()).toBe('–');
    expect(await page.getByText('This call was not recorded.').count()).toBe(0);

    await page.getByRole('link', { name: 'Calls', exact: true }).first().click();
    const row = page.locator('tbody tr').first();
    await row.getByText(why).waitFor();
    expect(await row.locator('td.number').allInnerTexts()).toEqual(['–', '–', '–']);
    expect(await row.getByText('Outbound call').count()).toBe(1);
  });

  it('is hung up while it rings', async () => {
    const page = await visit('/calls');
    await call(page);
    board().ring();
    await page.getByText('Ringing… +15551234567').first().waitFor();
    await page.getByRole('button', { name: 'Hang up' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.status[data-status=failed]', { hasText: 'Hung up before it was answered' }).waitFor();
    expect(board().placed[0]).toMatchObject({ status: 'failed', end_reason: 'dial_canceled' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('goes on in the list too, without anybody asking for it', async () => {
    const page = await visit('/calls');
    await call(page);
    await page.getByRole('link', { name: 'Calls', exact: true }).first().click();
    const row = page.locator('tbody tr').first();
    await row.locator('[data-status=queued]').waitFor();
    board().ring();
    await row.locator('[data-status=ringing]').waitFor();
    board().fail('dial_no_answer');
    await row.getByText('Nobody answered').waitFor();
  });

  it('cannot be hung up, but seen, by those who may only look', async () => {
    await call(await visit('/calls'));
    const id = board().placed[0]?.id ?? '';
    const page = await visit('/calls');
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: VIEWER }));
    await page.goto(new URL(`/calls/${id}`, page.url()).href);
    await page.getByText('Calling +15551234567…').first().waitFor();
    expect(await page.getByRole('button', { name: 'Hang up' }).count()).toBe(0);
  });
});

const VIEWER = { kind: 'user', name: 'v', user: null, scopes: ['agents:read', 'calls:read'] };

describe('the dialog of an outbound call', () => {
  it('is not for those who may not place calls', async () => {
    const page = await visit('/calls');
    await page.getByRole('button', { name: 'Outbound call' }).waitFor();
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: VIEWER }));
    await page.reload();
    await page.locator('tbody tr').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('button', { name: 'Outbound call' }).count()).toBe(0);
  });

  it('says what is wrong with a number before anything is sent', async () => {
    const page = await visit('/calls');
    const form = await dialog(page);
    const number = form.getByLabel('Number');
    await form.getByRole('button', { name: 'Call', exact: true }).click();
    await form.getByRole('alert').getByText('Write the number that is to be called.').waitFor();
    expect(await number.evaluate((input) => input === document.activeElement)).toBe(true);
    await number.fill('555');
    await form.getByRole('alert').getByText('Begin with + and the country’s code').waitFor();
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    await number.fill('+1 555 CALL ME');
    await form.getByText('“C” does not belong in a telephone number.').waitFor();
    await number.press('Enter');
    await number.fill('0044 (0)20 7946-0958');
    await form.getByText('Calls +442079460958').waitFor();
    expect(await form.getByRole('alert').count()).toBe(0);
    expect(board().asked).toEqual([]);
  });

  it('asks only agents that take calls, and remembers the last one', async () => {
    publish('agt_helpline', { is_active: false });
    const page = await visit('/calls');
    const form = await dialog(page);
    expect(await form.getByLabel('Agent').locator('option').allInnerTexts()).toEqual(['Table for two']);
    await page.keyboard.press('Escape');
    publish('agt_helpline', { is_active: true });
    await dialog(page);
    expect(await form.getByLabel('Agent').inputValue()).toBe('agt_helpline');
    await form.getByLabel('Agent').selectOption('Table for two');
    await form.getByLabel('Number').fill('+15551234567');
    await form.getByLabel('Number').press('Enter');
    await page.getByRole('region', { name: 'Call being placed' }).waitFor();
    await page.goto(new URL('/calls', page.url()).href);
    await dialog(page);
    expect(await form.getByLabel('Agent').inputValue()).toBe('agt_concierge');
  });

  it('takes what the agent’s prompt and greeting want, and sends what was given', async () => {
    publish('agt_concierge', { greeting: 'Hello, a table for {{guest}}?', variables: { guest: '', people: '2' } });
    const page = await visit('/calls');
    const form = await dialog(page);
    expect(await form.getByLabel('guest').count()).toBe(0);
    await form.getByLabel('Agent').selectOption('Table for two');
    await form.getByText('The agent has no value of its own.').waitFor();
    expect(await form.getByLabel('people').getAttribute('placeholder')).toBe('2');
    await form.getByLabel('guest').fill('Asha');
    await form.getByLabel('Number').fill('+15551234567');
    await form.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByRole('region', { name: 'Variables' }).getByText('Asha').waitFor();
    expect(board().asked[0]?.body).toEqual({ agent_id: 'agt_concierge', to_number: '+15551234567', variables: { guest: 'Asha' } });
  });

  it('keeps the focus, and gives it back when Escape closes it', async () => {
    const page = await visit('/calls');
    const form = await dialog(page);
    expect(await form.getByLabel('Number').evaluate((input) => input === document.activeElement)).toBe(true);
    for (let i = 0; i < 9; i++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true);
    }
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Outbound call');
  });

  it('says what to set where the server places no calls, and loses nothing', async () => {
    board().refusal = REFUSALS.notConfigured;
    const page = await visit('/calls');
    const form = await dialog(page);
    await form.getByLabel('Number').fill('+1 555 123 4567');
    await form.getByRole('button', { name: 'Call', exact: true }).click();
    const alert = form.getByRole('alert');
    for (const name of ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER', 'PUBLIC_BASE_URL']) await alert.getByText(name).waitFor();
    expect(await form.getByLabel('Number').inputValue()).toBe('+1 555 123 4567');
    board().refusal = null;
    await form.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByRole('region', { name: 'Call being placed' }).waitFor();
    const keys = board().asked.map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  it('puts what the server says of a field beside it', async () => {
    const page = await visit('/calls');
    const form = await dialog(page);
    await form.getByLabel('Number').fill('+15551234567');
    publish('agt_helpline', { is_active: false });
    await form.getByRole('button', { name: 'Call', exact: true }).click();
    const agent = form.getByLabel('Agent');
    const said = form.getByRole('alert');
    await said.getByText('this agent takes no calls: switch it on').waitFor();
    expect(await agent.getAttribute('aria-describedby')).toContain(await said.getAttribute('id'));
    await agent.selectOption('Table for two');
    expect(await said.count()).toBe(0);
    board().refusal = REFUSALS.tooMany;
    await form.getByRole('button', { name: 'Call', exact: true }).click();
    await said.getByText('try again after 7 s').waitFor();
    await page.route('**/api/v1/calls/outbound', (route) =>
      route.fulfill({ status: 422, json: { error: { code: 'invalid_request', message: 'to_number must not be a number of the emergency services', field: 'to_number' } } }),
    );
    await form.getByRole('button', { name: 'Call', exact: true }).click();
    await said.getByText('emergency').waitFor();
    await expect.poll(() => form.getByLabel('Number').evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('calls nobody twice when the answer gets lost', async () => {
    board().lost = 'answer';
    const page = await visit('/calls');
    const form = await dialog(page);
    await form.getByLabel('Number').fill('+15551234567');
    await form.getByRole('button', { name: 'Call', exact: true }).click();
    await form.getByRole('alert').getByText('It is not known whether the call was placed.').waitFor();
    // Closed and opened again, it is still the same wish.
    await page.keyboard.press('Escape');
    await dialog(page);
    await form.getByLabel('Number').fill('001 555 123 4567');
    await form.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('region', { name: 'Call being placed' }).waitFor();
    expect(board().placed).toHaveLength(1);
    expect(new Set(board().asked.map(({ key }) => key)).size).toBe(1);
  });

  it('leads to the call that a silent carrier may have placed', async () => {
    board().lost = 'carrier';
    const page = await visit('/calls');
    const form = await dialog(page);
    await form.getByLabel('Number').fill('+15551234567');
    await form.getByRole('button', { name: 'Call', exact: true }).click();
    await form.getByRole('alert').getByText('The carrier gave no answer in time').waitFor();
    await form.getByRole('button', { name: 'Try again' }).waitFor();
    await form.getByRole('link', { name: 'See how that call stands' }).click();
    await page.getByText('Calling +15551234567…').first().waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
    expect(board().placed).toHaveLength(1);
  });

  it('waits for the answer before it lets itself be closed', async () => {
    const page = await visit('/calls');
    const form = await dialog(page);
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/v1/calls/outbound', async (route) => {
      await held;
      await route.continue();
    });
    await form.getByLabel('Number').fill('+15551234567');
    await form.getByLabel('Number').press('Enter');
    const pending = form.getByRole('button', { name: 'Placing the call…' });
    await pending.waitFor();
    expect(await pending.getAttribute('aria-disabled')).toBe('true');
    expect(await form.getByRole('button', { name: 'Cancel' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await form.getByLabel('Number').press('Enter');
    await pending.click({ force: true });
    expect(await form.isVisible()).toBe(true);
    answer();
    await page.getByRole('region', { name: 'Call being placed' }).waitFor();
    expect(board().asked).toHaveLength(1);
  });

  it('says so where there is no agent that could call', async () => {
    publish('agt_helpline', { is_active: false });
    publish('agt_concierge', { is_active: false });
    const page = await visit('/calls');
    await page.getByRole('button', { name: 'Outbound call' }).click();
    await page.getByRole('dialog').getByText('No agent can call').waitFor();
  });
});
