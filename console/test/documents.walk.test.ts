import { expect, it } from 'vitest';
import { walk } from './walk';

const { visit } = walk();

it('documents are given as files, each refusal told, and taken away after a question', async () => {
  const page = await visit('/agents/agt_helpline');
  await page.getByRole('tab', { name: 'Documents' }).click();
  await page.getByRole('row', { name: /breathlessness.md/ }).waitFor();
  await page.locator('input[type=file]').setInputFiles([
    { name: 'morphine.md', mimeType: 'text/markdown', buffer: Buffer.from('# Morphine\n\nAsk the nurse.'.repeat(100)) },
    { name: 'song.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('la') },
  ]);
  await page.getByRole('row', { name: /morphine.md.*3 kB/ }).waitFor();
  await page.getByRole('alert').getByText('song.mp3 has an ending that is not read here.').waitFor();
  await page.getByRole('button', { name: 'Delete morphine.md' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.getByRole('row', { name: /morphine.md/ }).count()).toBe(1);
  await page.getByRole('button', { name: 'Delete morphine.md' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => page.getByRole('row', { name: /morphine.md/ }).count()).toBe(0);
});
