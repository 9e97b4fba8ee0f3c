import { describe, expect, it } from 'vitest';
import type { User } from '../src/protocol';
import { walk } from './walk';

const { server, visit } = walk();
const users = () => (server().office.answer('GET', '/api/v1/users', new URLSearchParams(), {}, undefined)?.body as { users: User[] }).users;
const ravi = () => users().find(({ email }) => email === 'ravi@example.org');

describe('users', () => {
  it('are added with a role, and get a link that is shown once', async () => {
    const page = await visit('/settings');
    await page.getByRole('button', { name: 'Add somebody' }).click();
    const form = page.getByRole('dialog', { name: 'Add somebody' });
    await form.getByLabel('Email address').fill('ravi@example.org');
    await form.getByRole('button', { name: 'Add, and make a link' }).click();
    await form.getByRole('alert').getByText('this email address is taken').waitFor();
    await form.getByLabel('Email address').fill('meera@example.org');
    await form.getByLabel('Name').fill('Meera');
    await form.getByLabel('Role').selectOption('viewer');
    await form.getByRole('button', { name: 'Add, and make a link' }).click();
    const link = page.getByRole('dialog', { name: 'A link for meera@example.org' });
    await link.getByText(`${server().url}/sign-in#link_once`).waitFor();
    await link.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('row', { name: /Meera.*viewer.*never/ }).waitFor();
    expect(await page.content()).not.toContain('link_once');
  });

  it('get another role and another name', async () => {
    const page = await visit('/settings');
    await page.getByRole('button', { name: 'Change ravi@example.org' }).click();
    await page.getByRole('dialog').getByLabel('Role').selectOption('developer');
    await page.getByRole('dialog').getByLabel('Name').fill('Ravi');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('row', { name: /Ravi.*developer/ }).waitFor();
    expect(ravi()).toMatchObject({ role: 'developer', name: 'Ravi' });
  });

  it('are signed out, locked out after a question, and let in again', async () => {
    const page = await visit('/settings');
    const asked = page.waitForRequest((request) => request.method() === 'DELETE');
    await page.getByRole('button', { name: 'Sign out ravi@example.org' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    expect(new URL((await asked).url()).pathname).toBe('/api/v1/users/usr_ravi/sessions');
    await page.getByRole('button', { name: 'Lock out ravi@example.org' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(ravi()?.is_active).toBe(true);
    await page.getByRole('button', { name: 'Lock out ravi@example.org' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lock out' }).click();
    await page.getByRole('row', { name: /ravi@example.org.*locked out/ }).waitFor();
    await page.getByRole('button', { name: 'Let in ravi@example.org' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Let in' }).click();
    await expect.poll(() => ravi()?.is_active).toBe(true);
  });

  it('cannot be locked out by themselves, and are shown to owners only', async () => {
    const page = await visit('/settings');
    await page.getByRole('row', { name: /Asha.*\(you\)/ }).waitFor();
    expect(await page.getByRole('button', { name: /asha@example.org/ }).count()).toBe(0);
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: { kind: 'user', name: 'v', user: null, scopes: ['calls:read'] } }));
    await page.reload();
    await page.getByRole('heading', { name: 'Look' }).waitFor();
    await page.getByText('Nobody is signed in').waitFor();
    expect(await page.getByRole('region', { name: 'Users' }).count()).toBe(0);
  });
});
