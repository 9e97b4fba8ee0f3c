import { describe, expect, it } from 'vitest';
import { walk } from './walk';

const { server, visit } = walk();

describe('settings', () => {
  it('change the password for those who know it and type the new one twice', async () => {
    const page = await visit('/settings');
    const fill = async (now: string, next: string, again: string) => {
      await page.getByLabel('Password until now').fill(now);
      await page.getByLabel('New password', { exact: true }).fill(next);
      await page.getByLabel('New password, again').fill(again);
      await page.getByRole('button', { name: 'Keep the new password' }).click();
    };
    await fill('a long enough password', 'four words of mine', 'four words of yours');
    await page.getByText('This is not the same as above.').waitFor();
    await fill('a wrong old password', 'four words of mine', 'four words of mine');
    await page.getByText('current_password must be your password').waitFor();
    await fill('a long enough password', 'four words of mine', 'four words of mine');
    await page.getByText('Kept. Your other sessions have ended.').waitFor();
    await page.getByRole('row', { name: /password/i }).first().waitFor();
  });

  it('show the audit log page by page', async () => {
    const page = await visit('/settings');
    const rows = page.getByRole('region', { name: 'Audit log' }).locator('tbody tr');
    await rows.nth(19).waitFor();
    expect(await rows.count()).toBe(20);
    await page.getByRole('button', { name: 'Show older entries' }).click();
    await rows.nth(23).waitFor();
    expect(await page.getByRole('button', { name: 'Show older entries' }).count()).toBe(0);
    await rows.last().getByText('Agent created').waitFor();
  });

  it('tell whether the log is as it was written', async () => {
    const page = await visit('/settings');
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText('The chain holds: 24 entries, none changed.').waitFor();
    server().office.tampered = true;
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByRole('alert').getByText('The chain is broken at entry 7').waitFor();
    expect(await page.getByText('The chain holds').count()).toBe(0);
  });

  it('keep the colours that were chosen', async () => {
    const page = await visit('/settings');
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await page.getByLabel('Colours').selectOption('dark');
    await expect.poll(paper).not.toBe(light);
    const dark = await paper();
    await page.reload();
    await page.getByLabel('Colours').waitFor();
    expect(await paper()).toBe(dark);
  });

  it('sign one out', async () => {
    const page = await visit('/settings');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});
