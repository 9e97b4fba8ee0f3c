import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { browser } from './chromium';
import { FakeServer } from './fake/FakeServer';
import { babble, joined, silence, wav } from './fake/sound';
import { LIVE, RECORDED } from './fake/calls';

const SIZES = [
  { name: 'desk', width: 1360, height: 860 },
  { name: 'tablet', width: 900, height: 1000 },
  { name: 'phone', width: 390, height: 844 },
];

/** Walks through the pages as a person would and keeps a picture of each in `folder`. */
export async function look(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const server = await FakeServer.start();
  const microphone = wav(joined(silence(2800), babble(1500, 190), silence(3000), babble(1300, 190), silence(30_000)));
  for (const { name, width, height } of SIZES) {
    for (const dark of [false, true]) {
      const chromium = await browser(microphone);
      const page = await chromium.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' });
      const keep = (what: string) => page.screenshot({ path: join(folder, `${what}-${name}-${dark ? 'dark' : 'light'}.png`) });
      await page.goto(`${server.url}/talk`);
      await page.getByRole('button', { name: 'Start' }).waitFor();
      await keep('idle');
      await page.getByRole('button', { name: 'Start' }).click();
      await page.getByText('cut off here').waitFor({ timeout: 30_000 });
      await page.locator('.waterfall').nth(1).waitFor({ timeout: 30_000 });
      await page.locator('.source-passage summary').first().click();
      await keep('talk');
      await page.getByRole('button', { name: 'End' }).click();
      for (const path of ['dashboard', 'agents', 'agents/new', 'agents/agt_helpline', 'providers', 'keys', 'settings']) {
        await page.goto(`${server.url}/${path}`);
        await page.waitForLoadState('networkidle');
        await keep(path.replaceAll('/', '-'));
      }
      await page.goto(`${server.url}/calls`);
      await page.getByRole('table').waitFor();
      await keep('calls');
      await page.goto(`${server.url}/calls?q=morphine&status=completed`);
      await page.locator('.calls-hit').first().waitFor();
      await keep('search');
      await page.goto(`${server.url}/calls/${LIVE}`);
      await page.getByRole('region', { name: 'Step in' }).waitFor();
      await page.locator('.utterance').nth(1).waitFor();
      await keep('live');
      await page.goto(`${server.url}/calls/${RECORDED}`);
      await page.locator('canvas').waitFor();
      await page.waitForLoadState('networkidle');
      await page.getByRole('button', { name: 'Play from 0:10' }).click();
      await page.locator('.player-time', { hasText: '0:11' }).waitFor();
      await keep('call');
      await page.getByRole('region', { name: 'Notes' }).scrollIntoViewIfNeeded();
      await keep('call-notes');
      await page.goto(`${server.url}/settings`);
      await page.getByRole('button', { name: 'Add somebody' }).click();
      await page.getByRole('dialog').waitFor();
      await keep('somebody');
      await chromium.close();
    }
  }
  await server.stop();
}
