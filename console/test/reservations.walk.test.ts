import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { BOOKED, NO_CARRIER } from './fake/Bookings';
import { walk } from './walk';

const { server, visit } = walk();
const bookings = () => server().office.bookings;
const VIEWER = { kind: 'user', name: 'v', user: null, scopes: ['reservations:read'] };
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** The dialog for a new one, filled in. */
async function wish(page: Page) {
  await page.getByRole('button', { name: 'New reservation' }).click();
  const form = page.getByRole('dialog', { name: 'New reservation' });
  await form.getByLabel('Restaurant', { exact: true }).fill('Il Forno');
  await form.getByLabel('Its telephone number').fill('+1 (555) 123-4567');
  await form.getByLabel('Day').fill(TOMORROW);
  await form.getByLabel('Time', { exact: true }).fill('19:30');
  await form.getByLabel('Name', { exact: true }).fill('Anna Schmidt');
  return form;
}

const send = (form: Awaited<ReturnType<typeof wish>>) => form.getByRole('button', { name: 'Call the restaurant' }).click();

describe('reservations', () => {
  it('stand newest first, page by page, each with how it stands', async () => {
    const page = await visit('/reservations');
    const rows = page.getByRole('table', { name: 'Reservations' }).locator('tbody tr');
    await rows.first().getByText('Trattoria Rosa').waitFor();
    await rows.first().getByText('TBL4729').waitFor();
    expect(await rows.locator('.badge').first().innerText()).toBe('Confirmed');
    expect(await rows.count()).toBe(50);
    await page.getByRole('button', { name: 'Older reservations' }).click();
    await expect.poll(() => rows.count()).toBe(BOOKED);
    expect(await page.getByRole('button', { name: 'Older reservations' }).count()).toBe(0);
  });

  it('are asked for, and followed from ringing to the number that was heard', async () => {
    const page = await visit('/reservations');
    const form = await wish(page);
    expect(await form.getByLabel('Time zone').inputValue()).toBe(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone));
    await form.getByLabel('Time zone').fill('America/New_York');
    await form.getByLabel('May be earlier or later').fill('30');
    await form.getByLabel('People').fill('4');
    await form.getByLabel('Special requests').fill('A table by the window.');
    await form.getByLabel('Number to call back').fill('+15557654321');
    const asked = page.waitForRequest((request) => request.method() === 'POST');
    await send(form);
    expect((await asked).headers()['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 1, name: 'Il Forno' }).waitFor();
    expect(bookings().asked[0]?.body).toEqual({
      restaurant: 'Il Forno',
      phone: '+15551234567',
      date: TOMORROW,
      time: '19:30',
      time_zone: 'America/New_York',
      party_size: 4,
      name: 'Anna Schmidt',
      flexible_minutes: 30,
      special_requests: 'A table by the window.',
      callback_number: '+15557654321',
    });
    const now = page.getByRole('list', { name: 'How far it has come' }).locator('[aria-current=step]');
    await now.getByText('Ringing').waitFor();
    bookings().settle({}, { status: 'in-progress' });
    await now.getByText('On the line').waitFor();
    expect(await page.getByRole('button', { name: 'Cancel it' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Watch the call' }).waitFor();
    bookings().settle({ status: 'confirmed', confirmed_date: TOMORROW, confirmed_time: '19:15', confirmation_number: 'TBL55', confirmation_heard: true, note: 'ring at the side door' });
    const ticket = page.getByRole('region', { name: 'Confirmed' });
    await ticket.getByText('19:15').waitFor();
    await ticket.getByText('15 minutes earlier than asked for').waitFor();
    await ticket.getByText('TBL55').waitFor();
    await ticket.getByText('Heard from the restaurant').waitFor();
    await ticket.getByText('Ring at the side door.').waitFor();
    await page.getByRole('link', { name: 'See the call' }).click();
    await page.waitForURL('**/calls/*');
  });

  it('warn of a number that was not heard', async () => {
    const page = await visit('/reservations/res_1');
    await page.getByRole('region', { name: 'Confirmed' }).getByText('Not found in what was heard').waitFor();
  });

  it('are cancelled while it rings, and not once somebody has picked up', async () => {
    const page = await visit('/reservations');
    await send(await wish(page));
    await page.getByRole('button', { name: 'Cancel it' }).click();
    const question = page.getByRole('dialog', { name: 'Cancel this reservation?' });
    const id = bookings().reservations[0]?.id ?? '';
    bookings().settle({}, { status: 'in-progress' });
    await question.getByRole('button', { name: 'Cancel the reservation' }).click();
    await question.getByRole('alert').getByText('the restaurant is on the line').waitFor();
    bookings().settle({}, { status: 'ringing' });
    await question.getByRole('button', { name: 'Cancel the reservation' }).click();
    await page.getByText('It was taken back before anybody picked up.').waitFor();
    expect(bookings().reservations.find((one) => one.id === id)?.status).toBe('cancelled');
    expect(await page.getByRole('button', { name: 'Call again' }).count()).toBe(0);
  });

  it('are tried again, with a warning where the restaurant may have booked', async () => {
    const page = await visit('/reservations/res_3');
    await page.getByText('Somebody picked up, and nobody knows what came of it').waitFor();
    await page.getByRole('button', { name: 'Call again' }).click();
    const question = page.getByRole('dialog', { name: 'Call Sakura again?' });
    await question.getByText('or there may be two').waitFor();
    await question.getByRole('button', { name: 'Call again' }).click();
    await page.getByRole('region', { name: 'Call 2' }).waitFor();
    expect(bookings().asked.map(({ path }) => path)).toEqual(['/api/v1/reservations/res_3/retry']);
    await page.goto(new URL('/reservations/res_4', page.url()).href);
    await page.getByText('The line was busy.').waitFor();
    await page.getByRole('button', { name: 'Call again' }).click();
    await page.getByRole('dialog').getByText('The agent asks for the same table in a new call.').waitFor();
  });

  it('say what is wrong with a field beside it, and lose nothing', async () => {
    const page = await visit('/reservations');
    const form = await wish(page);
    await form.getByLabel('Its telephone number').fill('555');
    await send(form);
    await form.getByRole('alert').getByText('Begin with +').waitFor();
    expect(bookings().asked).toEqual([]);
    await form.getByLabel('Its telephone number').fill('+15551234567');
    await form.getByLabel('Time zone').fill('Europe/Atlantis');
    await send(form);
    await form.getByRole('alert').getByText('must be the restaurant’s, such as Europe/Berlin').waitFor();
    expect(await form.getByLabel('Time zone').getAttribute('aria-invalid')).toBe('true');
    expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Anna Schmidt');
  });

  it('say what to set where the server places no calls', async () => {
    bookings().refusal = NO_CARRIER;
    const page = await visit('/reservations');
    const form = await wish(page);
    await send(form);
    await form.getByRole('alert').getByText('TWILIO_ACCOUNT_SID').waitFor();
    bookings().refusal = null;
    await send(form);
    await page.getByRole('heading', { level: 1, name: 'Il Forno' }).waitFor();
  });

  it('lead to the one that is asked for twice', async () => {
    const page = await visit('/reservations');
    await send(await wish(page));
    await page.getByRole('heading', { level: 1, name: 'Il Forno' }).waitFor();
    await page.getByRole('link', { name: 'Reservations' }).first().click();
    const form = await wish(page);
    await send(form);
    await form.getByText('This table is asked for already').waitFor();
    await form.getByRole('link', { name: 'See that reservation' }).click();
    await page.getByRole('heading', { level: 1, name: 'Il Forno' }).waitFor();
  });

  it('are asked for once where the answer got lost', async () => {
    const page = await visit('/reservations');
    const keys: (string | undefined)[] = [];
    await page.route('**/api/v1/reservations', (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push(route.request().headers()['idempotency-key']);
      return keys.length === 1 ? route.abort() : route.continue();
    });
    const form = await wish(page);
    await send(form);
    await form.getByRole('alert').getByText('it is called once').waitFor();
    await send(form);
    await page.getByRole('heading', { level: 1, name: 'Il Forno' }).waitFor();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('are only looked at by those who may not book', async () => {
    const page = await visit('/reservations/res_3');
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: VIEWER }));
    await page.reload();
    await page.getByRole('region', { name: 'Asked for' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('button', { name: 'Call again' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Reservations' }).first().click();
    await page.getByRole('table', { name: 'Reservations' }).waitFor();
    expect(await page.getByRole('button', { name: 'New reservation' }).count()).toBe(0);
  });

  it.each(['/reservations', '/reservations/res_0'])('fit a telephone at %s', async (path) => {
    const page = await visit(path);
    await page.setViewportSize({ width: 360, height: 844 });
    await page.getByText('TBL4729').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
