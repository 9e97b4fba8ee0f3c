import { describe, expect, it } from 'vitest';
import { RECORDED } from './fake/calls';
import { EXCHANGES } from './fake/script';
import { walk } from './walk';

const { server, visit } = walk();

describe('reading back calls', () => {
  it('lists them, shows older ones on demand, and opens one', async () => {
    const page = await visit('/calls');
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(50);
    await page.getByRole('button', { name: 'Show older calls' }).click();
    await rows.nth(99).waitFor();
    await page.getByRole('button', { name: 'Show older calls' }).click();
    await rows.nth(119).waitFor();
    expect(await page.getByRole('button', { name: 'Show older calls' }).count()).toBe(0);
    await rows.first().click();
    await page.getByRole('region', { name: 'Transcript' }).waitFor();
  });

  it('plays from the line that was clicked and marks it', async () => {
    const page = await visit(`/calls/${RECORDED}`);
    const heardAt = () => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime);
    await page.getByRole('button', { name: 'Play from 0:15' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.locator('.utterance[data-active=true]', { hasText: EXCHANGES[1]?.heard ?? '' }).waitFor();
    await expect.poll(heardAt).toBeGreaterThan(15.7);
    await page.getByRole('slider', { name: 'Place in the recording' }).press('ArrowRight');
    await expect.poll(heardAt).toBeGreaterThan(20.7);
  });

  it('draws both sides of the recording', async () => {
    const page = await visit(`/calls/${RECORDED}`);
    const inked = () =>
      page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { width, height } = canvas;
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        const rows = (from: number, to: number) => {
          let count = 0;
          for (let i = from * width * 4; i < to * width * 4; i += 4) if ((pixels[i + 3] ?? 0) > 0) count++;
          return count / (width * (to - from));
        };
        return Math.min(rows(0, height / 2 - 4), rows(height / 2 + 4, height));
      });
    await expect.poll(inked, { timeout: 10_000 }).toBeGreaterThan(0.03);
  });

  it('says when there is no such call', async () => {
    const page = await visit('/calls/call_9999');
    await page.getByText('Nothing is here').waitFor();
  });
});

describe('when the server is away', () => {
  it('says so instead of loading for ever, and recovers by itself', async () => {
    server().up = false;
    const page = await visit('/calls');
    await page.getByRole('alert').getByText('The server is not reachable', { exact: true }).waitFor();
    server().up = true;
    await page.locator('tbody tr').first().waitFor();
  });
});
