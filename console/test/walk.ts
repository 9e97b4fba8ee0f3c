import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { browser } from './chromium';
import { FakeServer } from './fake/FakeServer';
import { LiveShow } from './fake/LiveShow';
import { Office } from './fake/Office';
import { Switchboard } from './fake/Switchboard';
import { babble, joined, silence, wav } from './fake/sound';

/** A question after the greeting, then one that cuts into the answer. */
const CALLER = wav(joined(silence(2800), babble(1300, 190), silence(2200), babble(1300, 190), silence(60_000)));

/** A server and a browser for the tests of one file; each visit is a window of its own. */
export function walk(): { server: () => FakeServer; visit: (path: string) => Promise<Page> } {
  let server: FakeServer;
  let chromium: Browser;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    server = await FakeServer.start();
    chromium = await browser(CALLER);
  });
  afterEach(async () => {
    await context?.close();
    context = undefined;
    server.up = true;
    server.office = new Office();
    server.switchboard = new Switchboard(server.office);
    server.show = new LiveShow();
  });
  afterAll(async () => {
    await chromium.close();
    await server.stop();
  });

  const visit = async (path: string) => {
    context = await chromium.newContext({ viewport: { width: 1360, height: 860 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(server.url + path);
    return page;
  };
  return { server: () => server, visit };
}
