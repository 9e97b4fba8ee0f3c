import { expect, it } from 'vitest';
import { LIVE } from './fake/calls';
import { walk } from './walk';

const { server, visit } = walk();

it('leads from the list to a call that goes on, and shows what is said', async () => {
  const page = await visit('/calls');
  await page.getByRole('region', { name: 'Calls going on now' }).getByRole('link').click();
  expect(new URL(page.url()).pathname).toBe(`/calls/${LIVE}`);
  const transcript = page.getByRole('region', { name: 'Transcript' });
  await transcript.getByText('my mother takes morphine').waitFor();
  await transcript.getByText('cut off here').waitFor();
  await transcript.locator('[data-partial=true]', { hasText: 'and when do I have to' }).waitFor();
  await page.getByRole('region', { name: 'Tools' }).getByText('Executing').waitFor();
});

it('lets one say something, note something and end the call', async () => {
  const page = await visit(`/calls/${LIVE}`);
  await page.getByLabel('Say with the agent’s voice').fill('A nurse will call you back.');
  await page.getByRole('button', { name: 'Say it' }).click();
  const said = page.locator('.utterance[data-role=operator]');
  await said.getByText('A nurse will call you back.').waitFor();
  expect(server().show.said).toEqual(['A nurse will call you back.']);
  await page.getByText('The agent says it as soon as the caller pauses.').waitFor();
  expect(await page.getByLabel('Say with the agent’s voice').inputValue()).toBe('');
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.getByLabel('A note on this call').fill('Call back at six.');
  await page.getByRole('button', { name: 'Keep note' }).click();
  await page.getByText('Call back at six.').waitFor();
  expect(await page.getByText('Call back at six.').count()).toBe(1);
  await page.getByRole('button', { name: 'End call' }).click();
  await page.getByRole('button', { name: 'End it' }).click();
  await page.getByText('Over: Operator ended').waitFor();
  expect(await page.getByRole('region', { name: 'Step in' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Open the call’s record' }).waitFor();
});

it('lets one listen in, and leave', async () => {
  const page = await visit(`/calls/${LIVE}`);
  await page.getByRole('button', { name: 'Listen in' }).click();
  await expect.poll(() => server().show.listeners).toBe(1);
  await page.getByRole('button', { name: 'Listening: caller left, agent right' }).click();
  await expect.poll(() => server().show.listeners).toBe(0);
  await page.getByRole('button', { name: 'Listen in' }).waitFor();
});
