import { describe, expect, it } from 'vitest';
import { SESSIONS } from './fake/Menus';
import { walk } from './walk';

const { server, visit } = walk();
const menus = () => server().office.menus;
const VIEWER = { kind: 'user', name: 'v', user: null, scopes: ['ivr-menus:read', 'agents:read'] };

/** Has callers of the helpline walk a menu first. */
function lead(): void {
  server().office.answer('PUT', '/api/v1/agents/agt_helpline/draft', new URLSearchParams(), { ivr_menu_id: 'mnu_languages' }, undefined);
  server().office.answer('POST', '/api/v1/agents/agt_helpline/publish', new URLSearchParams(), {}, undefined);
}

describe('keypad menus', () => {
  it('tell their keys, and from where callers come', async () => {
    lead();
    const page = await visit('/menus');
    const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'languages' }) });
    await card.getByText('Callers come from Palli Sahayak and wishes.').waitFor();
    await card.getByRole('list', { name: 'Keys' }).getByText('1 English → wishes').waitFor();
  });

  it('are made with keys that lead back to them, and to an agent in a language', async () => {
    const page = await visit('/menus');
    await page.getByRole('link', { name: 'New menu' }).click();
    await page.getByLabel('Name', { exact: true }).fill('front-door');
    await page.getByLabel('Prompt', { exact: true }).fill('For Hindi press 1. To hear this again press 2.');
    await page.getByLabel('Label of key 1').fill('Hindi');
    await page.getByLabel('Target of key 1').selectOption('Palli Sahayak');
    await page.getByLabel('Language of key 1').fill('hi-IN');
    await page.getByLabel('Do not record key 1').check();
    await page.getByRole('button', { name: 'Add a key' }).click();
    // Whoever adds a key goes on writing in it.
    await page.keyboard.type('Again');
    await page.getByLabel('What key 2 does').selectOption('Opens the menu');
    await page.getByLabel('Target of key 2').selectOption('this menu');
    await page.getByLabel('Waits for a key').fill('8');
    await page.getByLabel('And then').selectOption('hangs up');
    const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/ivr-menus'));
    await page.getByRole('button', { name: 'Make the menu' }).click();
    expect((await asked).headers()['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 1, name: 'front-door' }).waitFor();
    expect(menus().asked[0]?.body).toEqual({
      name: 'front-door',
      language: 'en-US',
      prompt: 'For Hindi press 1. To hear this again press 2.',
      items: [
        { digit: '1', label: 'Hindi', action: 'agent', target: 'agt_helpline', language: 'hi-IN', sensitive: true },
        { digit: '2', label: 'Again', action: 'submenu', target: 'front-door', language: null, sensitive: false },
      ],
      timeout_ms: 8000,
      retries: 3,
      fallback_action: 'hangup',
      fallback_target: null,
    });
  });

  it('are drawn, and the picture follows what is written', async () => {
    const page = await visit('/menus/mnu_languages');
    const picture = page.getByRole('region', { name: 'Where each key leads' });
    const english = picture.getByRole('listitem').filter({ hasText: 'wishes' });
    await english.first().getByText('Hangs up').first().waitFor();
    await picture.getByText('Table for two').waitFor();
    expect(await english.first().getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('in English'),
      expect.stringContaining('not recorded'),
      expect.stringContaining('Goes to languages'),
      expect.stringContaining('Hangs up'),
      expect.stringContaining('no key'),
    ]);
    await page.getByLabel('Label of key 2').fill('Hindi');
    await page.getByLabel('What key 2 does').selectOption('Hangs up');
    await picture.getByText('Hindi').waitFor();
    expect(await page.getByLabel('Target of key 2').count()).toBe(0);
    await page.getByRole('button', { name: 'Remove key *' }).click();
    await expect.poll(() => picture.getByText('Again').count()).toBe(0);
    await page.getByRole('button', { name: 'Put back' }).click();
    await picture.getByText('Again').waitFor();
  });

  it('say at the key, and at the field, what the server refuses', async () => {
    const page = await visit('/menus/mnu_languages');
    await page.getByLabel('Key 2', { exact: true }).selectOption('1');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('alert').getByText('items[1].digit stands in items[0] already').waitFor();
    const keys = page.getByLabel('Key 1', { exact: true });
    expect(await keys.nth(0).getAttribute('aria-invalid')).toBe('false');
    expect(await keys.nth(1).getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => keys.nth(1).evaluate((key) => key === document.activeElement)).toBe(true);
    await keys.nth(1).selectOption('2');
    await page.getByLabel('Name', { exact: true }).fill('wishes');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('alert').getByText('another menu has this name').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Name', { exact: true }).fill('tongues');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('heading', { level: 1, name: 'tongues' }).waitFor();
    await page.getByText('Everything is kept.').waitFor();
  });

  it('are not changed over the change of somebody else', async () => {
    const page = await visit('/menus/mnu_languages');
    await page.getByLabel('Says it again').fill('5');
    menus().answer('PATCH', '/api/v1/ivr-menus/mnu_languages', new URLSearchParams(), { retries: 1 }, undefined);
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('alert').getByText('This menu was changed meanwhile').waitFor();
    expect(menus().menus[0]?.retries).toBe(1);
  });

  it('are walked with the drawn keys and with typed ones', async () => {
    const page = await visit('/menus/mnu_languages');
    await page.getByRole('tab', { name: 'Try it' }).click();
    const happens = page.getByRole('region', { name: 'What happens' });
    await happens.getByText('languages waits for a key.').waitFor();
    await page.getByRole('button', { name: '1', exact: true }).click();
    await page.getByRole('button', { name: '2', exact: true }).click();
    await happens.getByText('Table for two has the caller.').waitFor();
    expect(await happens.getByRole('listitem').allInnerTexts()).toEqual([
      'Hears the menu languages',
      'Presses 1 English',
      'Hears the menu wishes',
      'Presses a key that is not recorded',
      'Is put through',
    ]);
    expect(await page.getByRole('button', { name: '3', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('Keys', { exact: true }).last().fill('7w2');
    await happens.getByText('The agent who was called has the caller, in Hindi.').waitFor();
    await page.getByLabel('Keys', { exact: true }).last().fill('7ww');
    await happens.getByText('Has not chosen often enough').waitFor();
    await page.getByLabel('Keys', { exact: true }).last().fill('x');
    await page.getByRole('alert').getByText('digits must hold at most 100').waitFor();
    await page.getByRole('button', { name: 'Start over' }).click();
    await happens.getByText('languages waits for a key.').waitFor();
  });

  it('show the calls that began in them, page by page, each a way to the call', async () => {
    const page = await visit('/menus/mnu_languages');
    await page.getByRole('tab', { name: 'Calls' }).click();
    const rows = page.getByRole('table', { name: 'Calls through this menu' }).locator('tbody tr');
    await rows.first().getByText('In the menu', { exact: true }).waitFor();
    expect(await rows.count()).toBe(50);
    await page.getByRole('button', { name: 'Older calls' }).click();
    await expect.poll(() => rows.count()).toBe(SESSIONS);
    expect(await page.getByRole('button', { name: 'Older calls' }).count()).toBe(0);
    await rows.nth(1).getByText('Put through').waitFor();
    await rows.nth(1).getByRole('link').click();
    await page.waitForURL('**/calls/*');
    await page.goto(new URL('/menus/mnu_wishes', page.url()).href);
    await page.getByRole('tab', { name: 'Calls' }).click();
    await page.getByText('Nobody has called yet').waitFor();
  });

  it('are not deleted where something leads there, and say what', async () => {
    const page = await visit('/menus');
    await page.clock.install();
    await page.getByRole('button', { name: 'Delete languages' }).click();
    await page.getByText('languages is deleted.').waitFor();
    await page.clock.fastForward(9000);
    await page.getByText('languages could not be deleted. the menu wishes leads callers to this menu: give its key another target first').waitFor();
    await page.getByRole('heading', { name: 'languages' }).waitFor();
  });

  it('are deleted, with a way back', async () => {
    const page = await visit('/menus');
    await page.getByRole('button', { name: 'Delete wishes' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'wishes' }).waitFor();
    expect(menus().menus).toHaveLength(2);
    menus().answer('PATCH', '/api/v1/ivr-menus/mnu_languages', new URLSearchParams(), { items: [{ digit: '1', label: 'End', action: 'hangup', target: null, language: null, sensitive: false }] }, undefined);
    await page.getByRole('button', { name: 'Delete wishes' }).click();
    await page.goto('about:blank');
    await expect.poll(() => menus().menus.length).toBe(1);
  });

  it('are chosen in the settings of an agent, which leads to them', async () => {
    const page = await visit('/agents/agt_helpline');
    const choice = page.getByLabel('Keypad menu');
    await choice.selectOption('languages');
    expect(await page.getByRole('link', { name: 'See this menu' }).getAttribute('href')).toBe('/menus/mnu_languages');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Draft not published').waitFor();
    await page.getByRole('link', { name: 'See this menu' }).click();
    await page.getByRole('heading', { level: 1, name: 'languages' }).waitFor();
  });

  it('are only looked at by those who may not change them', async () => {
    const page = await visit('/menus');
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: VIEWER }));
    await page.reload();
    await page.getByRole('heading', { name: 'languages' }).waitFor();
    expect(await page.getByRole('link', { name: /New menu|Change/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'languages' }).click();
    await page.getByRole('region', { name: 'Where each key leads' }).waitFor();
    expect(await page.getByLabel('Name', { exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: /Keep it|Add a key|Remove|Delete/ }).count()).toBe(0);
    expect(await page.getByRole('tab', { name: 'Try it' }).count()).toBe(0);
  });

  it.each([360, 390])('fit a telephone %i pixels wide', async (width) => {
    const page = await visit('/menus/mnu_languages');
    await page.setViewportSize({ width, height: 844 });
    await page.getByText('Waits for a key').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.getByRole('tab', { name: 'Try it' }).click();
    await page.getByText('waits for a key.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
