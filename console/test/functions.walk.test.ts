import { describe, expect, it } from 'vitest';
import { walk } from './walk';

const { server, visit } = walk();
const shelf = () => server().office.shelf;

describe('functions', () => {
  it('are made with a schema that is checked while it is typed', async () => {
    const page = await visit('/functions');
    await page.getByRole('button', { name: 'New function' }).click();
    const panel = page.getByRole('dialog', { name: 'New function' });
    await panel.getByLabel('Name', { exact: true }).fill('lookup_order');
    await panel.getByLabel('What it does').fill('Tells the weather.');
    await panel.getByLabel('Address').fill('https://api.example.org/weather');
    await panel.getByLabel('Method').selectOption('PUT');
    const schema = panel.getByLabel('Arguments');
    await panel.getByText('The model gives: nothing.').waitFor();
    await schema.fill('{"type": "object", ');
    await panel.getByText('This is not JSON yet').waitFor();
    expect(await panel.getByRole('button', { name: 'Keep it' }).isDisabled()).toBe(true);
    await schema.fill('{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["town"]}');
    await panel.getByText('“required” names "town", which is not among the properties.').waitFor();
    await schema.fill('{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}');
    await panel.getByText('The model gives: city (string).').waitFor();
    await panel.getByLabel('Headers').fill('Authorization: Bearer s3cret');
    await panel.getByRole('button', { name: 'Keep it' }).click();
    await panel.getByRole('alert').getByText('another function has this name').waitFor();
    await panel.getByLabel('Name', { exact: true }).fill('get_weather');
    await panel.getByRole('button', { name: 'Keep it' }).click();

    const card = page.getByRole('listitem').filter({ hasText: 'get_weather' });
    await card.getByText('PUT').waitFor();
    await card.getByText('api.example.org').waitFor();
    expect(shelf().asked.at(-1)?.body).toEqual({
      name: 'get_weather',
      description: 'Tells the weather.',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      webhook_url: 'https://api.example.org/weather',
      method: 'PUT',
      headers: { Authorization: 'Bearer s3cret' },
      is_active: true,
    });
    expect(await page.content()).not.toContain('s3cret');
  });

  it('are changed and keep the headers that nobody is shown', async () => {
    const page = await visit('/functions');
    await page.getByText('order_id (string), details (boolean, may be left out)').waitFor();
    await page.getByRole('button', { name: 'Change lookup_order' }).click();
    const panel = page.getByRole('dialog', { name: 'lookup_order' });
    await panel.getByLabel('What it does').fill('Looks up what was bought.');
    await panel.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('Looks up what was bought.').waitFor();
    expect(shelf().asked.at(-1)).toMatchObject({ method: 'PATCH', body: { headers: { Authorization: '********' } } });
  });

  it('are switched off and on', async () => {
    const page = await visit('/functions');
    await page.getByLabel('Offered').uncheck();
    await page.getByText('Switched off').waitFor();
    expect(shelf().functions[0]?.is_active).toBe(false);
    await page.getByLabel('Offered').check();
    await expect.poll(() => shelf().functions[0]?.is_active).toBe(true);
  });

  it('are deleted, with a way back', async () => {
    const page = await visit('/functions');
    await page.getByRole('button', { name: 'Delete lookup_order' }).click();
    await page.getByText('No functions yet').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'lookup_order' }).waitFor();
    expect(shelf().functions).toHaveLength(1);
    await page.getByRole('button', { name: 'Delete lookup_order' }).click();
    await page.goto('about:blank');
    await expect.poll(() => shelf().functions.length).toBe(0);
  });

  it('are not offered for change to those who may only look', async () => {
    const page = await visit('/functions');
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: { kind: 'user', name: 'v', user: null, scopes: ['agents:read'] } }));
    await page.reload();
    await page.getByRole('heading', { name: 'lookup_order' }).waitFor();
    expect(await page.getByRole('button', { name: /New function|Change|Delete/ }).count()).toBe(0);
    expect(await page.getByLabel('Offered').count()).toBe(0);
  });
});
