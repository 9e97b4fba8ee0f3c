import { describe, expect, it } from 'vitest';
import type { ApiKey } from '../src/protocol';
import { walk } from './walk';

const { server, visit } = walk();
const keys = () => (server().office.answer('GET', '/api/v1/keys', new URLSearchParams(), {}, undefined)?.body as { keys: ApiKey[] }).keys;

describe('keys', () => {
  it('are made with scopes, and show their secret once', async () => {
    const page = await visit('/keys');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('Name', { exact: true }).fill('nightly report');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByRole('alert').getByText('Choose at least one thing').waitFor();
    await page.getByLabel('See calls').check();
    await page.getByLabel('Requests a minute').fill('60');
    await page.getByRole('button', { name: 'Make the key' }).click();

    const secret = page.getByRole('dialog', { name: 'The secret of nightly report' });
    await secret.getByRole('button', { name: 'Copy the secret' }).click();
    await secret.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^antiphon_\d+_/);
    // Neither Escape nor a click beside it loses what cannot be seen again.
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    expect(await secret.isVisible()).toBe(true);
    await secret.getByRole('button', { name: 'I have kept it' }).click();
    const row = page.getByRole('row', { name: /nightly report/ });
    await row.getByText('60 requests a minute').waitFor();
    expect(keys()[0]).toMatchObject({ name: 'nightly report', scopes: ['calls:read'], expires_at: null });
    expect(await page.content()).not.toContain(copied);
  });

  it('get another secret, the old one staying good for a while', async () => {
    const page = await visit('/keys');
    await page.getByRole('button', { name: 'Rotate wall display' }).click();
    const asked = page.waitForRequest('**/rotate');
    await page.getByLabel('The old secret ends').selectOption('in a day');
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    expect((await asked).postDataJSON()).toEqual({ grace_seconds: 86_400 });
    await page.getByRole('dialog', { name: 'The secret of wall display' }).getByText('another-one').first().waitFor();
  });

  it('are revoked after a question, and kept to look at', async () => {
    const page = await visit('/keys');
    await page.getByRole('button', { name: 'Revoke wall display' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(keys().filter((key) => key.revoked_at === null)).toHaveLength(1);
    await page.getByRole('button', { name: 'Revoke wall display' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('No keys yet').waitFor();
    await page.getByText('Revoked keys (2)').click();
    await page.getByRole('row', { name: /wall display/ }).waitFor();
    expect(keys().filter((key) => key.revoked_at === null)).toHaveLength(0);
  });

  it('are not offered for change to those who may only look', async () => {
    const page = await visit('/keys');
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: { kind: 'user', name: 'v', user: null, scopes: ['keys:read'] } }));
    await page.reload();
    await page.getByRole('row', { name: /wall display/ }).waitFor();
    expect(await page.getByRole('button', { name: /New key|Rotate|Revoke/ }).count()).toBe(0);
  });
});
