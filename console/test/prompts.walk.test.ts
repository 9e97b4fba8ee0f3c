import { describe, expect, it } from 'vitest';
import { walk } from './walk';

const { server, visit } = walk();
const shelf = () => server().office.shelf;

describe('prompts', () => {
  it('are made with a value for each variable', async () => {
    const page = await visit('/prompts');
    await page.getByText('You answer for Acme.').waitFor();
    await page.getByRole('button', { name: 'New prompt' }).click();
    const panel = page.getByRole('dialog', { name: 'New prompt' });
    await panel.getByLabel('Name').fill('Bookings');
    await panel.getByLabel('Category').fill('clinic');
    await panel.getByLabel('Prompt', { exact: true }).fill('You book visits at {{clinic}} in {{town}}.');
    await panel.getByLabel('clinic', { exact: true }).fill('Sunrise');
    await panel.getByText('{{town}} has no value').waitFor();
    await panel.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('You book visits at Sunrise in {{town}}.').waitFor();
    expect(shelf().asked.at(-1)?.body).toEqual({
      name: 'Bookings',
      content: 'You book visits at {{clinic}} in {{town}}.',
      description: '',
      category: 'clinic',
      variables: { clinic: 'Sunrise', town: '' },
      is_default: false,
    });
  });

  it('have a star that only one of them bears', async () => {
    const page = await visit('/prompts');
    const support = page.getByRole('button', { name: 'New agents begin from Customer service' });
    const sales = page.getByRole('button', { name: 'New agents begin from Sales' });
    expect(await support.getAttribute('aria-pressed')).toBe('true');
    await sales.click();
    await expect.poll(() => sales.getAttribute('aria-pressed')).toBe('true');
    expect(await support.getAttribute('aria-pressed')).toBe('false');
  });

  it('are what a new agent begins from', async () => {
    const page = await visit('/prompts');
    await page.getByRole('link', { name: 'New agent from Sales' }).click();
    const prompt = page.getByLabel('Prompt', { exact: true });
    await expect.poll(() => prompt.inputValue()).toBe('You sell tea.');
    await page.getByLabel('Begin from').selectOption('Customer service');
    expect(await prompt.inputValue()).toContain('You answer for {{company}}.');
    await page.getByLabel('Name', { exact: true }).fill('Front desk');
    const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/v1/agents'));
    await page.getByRole('button', { name: 'Make the agent' }).click();
    expect((await asked).postDataJSON()).toMatchObject({ system_prompt: shelf().prompts[0]?.content, variables: { company: 'Acme' } });
    await page.getByRole('heading', { name: 'Front desk' }).waitFor();
  });

  it('are changed, and deleted with a way back', async () => {
    const page = await visit('/prompts');
    await page.getByRole('button', { name: 'Change Sales' }).click();
    await page.getByRole('dialog', { name: 'Sales' }).getByLabel('Prompt', { exact: true }).fill('You sell coffee.');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('You sell coffee.').waitFor();
    await page.getByRole('button', { name: 'Delete Sales' }).click();
    await expect.poll(() => page.getByRole('heading', { name: 'Sales' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'Sales' }).waitFor();
    expect(shelf().prompts).toHaveLength(2);
  });
});
