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

  it('shows what was sent along with the call', async () => {
    const page = await visit(`/calls/${RECORDED}`);
    await page.getByRole('region', { name: 'Variables' }).getByText('Asha’s mother').waitFor();
  });

  it('says when there is no such call', async () => {
    const page = await visit('/calls/call_9999');
    await page.getByText('Nothing is here').waitFor();
  });
});

describe('looking for calls', () => {
  it('finds what was said, marks it, and keeps the search in the address', async () => {
    const page = await visit('/calls');
    await page.getByRole('searchbox').fill('morphine');
    await page.getByRole('button', { name: 'Search' }).click();
    const marked = page.locator('.calls-hit mark');
    await marked.first().waitFor();
    expect(await marked.first().textContent()).toBe('morphine');
    expect(await page.locator('tbody tr').count()).toBe(2);
    await page.reload();
    await marked.first().waitFor();
    await page.getByRole('button', { name: 'Show all calls' }).click();
    await page.locator('tbody tr').nth(49).waitFor();
  });

  it('narrows the list, and says when nothing fits', async () => {
    const page = await visit('/calls');
    await page.getByText('Filters').click();
    await page.getByLabel('Status').selectOption('Failed');
    await page.locator('.status[data-status=failed]').first().waitFor();
    await expect.poll(() => page.locator('.status[data-status=completed]').count()).toBe(0);
    expect(new URL(page.url()).search).toBe('?status=failed');
    expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toContain('status=failed');
    await page.getByRole('searchbox').fill('unheard of');
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('No call fits').waitFor();
  });

  it('deletes a call, and brings it back while there is time', async () => {
    const page = await visit(`/calls/${RECORDED}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('status').getByText(/The call of .* is deleted/).waitFor();
    const first = page.locator('tbody tr').first();
    await first.waitFor();
    expect(await first.getByRole('link').getAttribute('href')).not.toContain(RECORDED);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => first.getByRole('link').getAttribute('href')).toContain(RECORDED);
    expect(server().deleted).toEqual([]);
  });

  it('shows tools and notes, takes another note, and offers the call as a file', async () => {
    const page = await visit(`/calls/${RECORDED}`);
    await page.getByRole('region', { name: 'Tools' }).getByText('find_nurse').click();
    await page.getByText('Sister Mary').waitFor();
    const notes = page.getByRole('region', { name: 'Notes' });
    await notes.getByText('Wants the leaflet on paper').waitFor();
    await notes.getByLabel('A note on this call').fill('Sent by post.');
    await notes.getByRole('button', { name: 'Keep note' }).click();
    await notes.getByText('Sent by post.').waitFor();
    expect(await page.getByRole('link', { name: 'Transcript' }).getAttribute('href')).toBe(`/api/v1/calls/${RECORDED}/export?format=text`);
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
