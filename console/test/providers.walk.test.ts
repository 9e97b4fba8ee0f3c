import { describe, expect, it } from 'vitest';
import { walk } from './walk';

const { server, visit } = walk();
const deepgram = () => server().office.pantry.providers.filter((one) => one.vendor === 'deepgram');

describe('providers', () => {
  it('are switched on by a key that is never shown again, for all of a vendor at once', async () => {
    const page = await visit('/providers');
    await page.getByRole('row', { name: /Deepgram Nova/ }).getByText('DEEPGRAM_API_KEY').waitFor();
    await page.getByRole('region', { name: /Dialogues/ }).getByRole('row', { name: /OpenAI Realtime/ }).waitFor();
    await page.getByRole('button', { name: 'Set key of Deepgram Nova' }).press('Enter');
    await page.getByLabel('Key', { exact: true }).fill('two words');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('without spaces').waitFor();
    await page.getByLabel('Key', { exact: true }).fill('dg-secret-0123456789-7f3a');
    await page.keyboard.press('Enter');
    for (const title of [/Deepgram Nova/, /Deepgram Flux/]) {
      const row = page.getByRole('row', { name: title });
      await row.getByText('Your key').waitFor();
      await row.getByText('…7f3a').waitFor();
    }
    expect(await page.content()).not.toContain('dg-secret');
  });

  it('tell what their test found in a sentence', async () => {
    const page = await visit('/providers');
    const row = page.getByRole('row', { name: /Anthropic Claude/ });
    await row.getByRole('button', { name: 'Test Anthropic Claude' }).click();
    await row.getByText('The key serves.').waitFor();
    const sentences: Record<string, RegExp> = { authentication: /refuses this key/, rate_limit: /too often/, unreachable: /could not be reached/ };
    for (const [kind, sentence] of Object.entries(sentences)) {
      server().office.pantry.found = { serves: false, kind, reason: 'said by the server' };
      await row.getByRole('button', { name: 'Test Anthropic Claude' }).click();
      await row.getByText(sentence).waitFor();
    }
  });

  it('say how they are', async () => {
    const page = await visit('/providers');
    await page.getByRole('row', { name: /ElevenLabs/ }).getByText('Left alone for a while').waitFor();
    await page.getByRole('row', { name: /Anthropic Claude/ }).getByText('1 of 41 failed').waitFor();
    await page.getByRole('row', { name: /sphinx4/ }).getByText('Not asked lately').waitFor();
  });

  it('say when their key was encrypted with another master key', async () => {
    const pantry = server().office.pantry;
    pantry.providers = pantry.providers.map((one) => (one.key === null ? one : { ...one, configured: false, source: null, key: { ...one.key, opens: false } }));
    const page = await visit('/providers');
    const row = page.getByRole('row', { name: /ElevenLabs/ });
    await row.getByText('Unreadable').waitFor();
    await row.getByText('have the former put back').waitFor();
    await row.getByRole('button', { name: 'Replace key of ElevenLabs' }).waitFor();
  });

  it('fit on a telephone, and so do the ways to the other pages', async () => {
    const page = await visit('/providers');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('row', { name: /ElevenLabs/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const last = await page.getByRole('link', { name: 'Settings' }).boundingBox();
    expect((last?.x ?? 390) + (last?.width ?? 0)).toBeLessThanOrEqual(390);
  });

  it('lose their key, unless that is undone', async () => {
    const page = await visit('/providers');
    const elevenlabs = () => server().office.pantry.providers.find((one) => one.name === 'elevenlabs');
    const row = page.getByRole('row', { name: /ElevenLabs/ });
    await row.getByRole('button', { name: 'Delete key of ElevenLabs' }).click();
    await row.getByText('ELEVENLABS_API_KEY').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await row.getByText('…9c1d').waitFor();
    expect(elevenlabs()?.key?.last_four).toBe('9c1d');
    await row.getByRole('button', { name: 'Delete key of ElevenLabs' }).click();
    await row.getByText('ELEVENLABS_API_KEY').waitFor();
    await page.goto('about:blank');
    await expect.poll(() => elevenlabs()?.key, { timeout: 15_000 }).toBeNull();
  });

  it('are not offered for change to those who may only look', async () => {
    const page = await visit('/providers');
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: { kind: 'user', name: 'v', user: null, scopes: ['agents:read'] } }));
    await page.reload();
    await page.getByRole('row', { name: /Deepgram Nova/ }).waitFor();
    expect(await page.getByRole('button', { name: /key of|^Test/ }).count()).toBe(0);
    expect(deepgram()).toHaveLength(2);
  });

  it('say when the server does not answer', async () => {
    const page = await visit('/providers');
    await page.getByRole('row', { name: /Deepgram Nova/ }).waitFor();
    server().up = false;
    await page.reload();
    await page.getByText('The server is not reachable').waitFor();
  });
});
