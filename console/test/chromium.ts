import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const PATH = process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell';

/**
 * A browser with a fresh profile and without a person before it.
 *
 * @param microphone a WAV its microphone gives, once, from when it is opened
 */
export async function browser(microphone: Buffer): Promise<Browser> {
  if (!existsSync(PATH)) {
    throw new Error(
      `These tests walk through the pages with Chromium, and there is none at ${PATH}. ` +
        'Install it (Debian: apt-get install chromium-headless-shell) or set CHROMIUM to its path.',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'antiphon-console-'));
  const sound = join(folder, 'microphone.wav');
  await writeFile(sound, microphone);
  const started = await chromium.launch({
    executablePath: PATH,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${sound}%noloop`,
    ],
  });
  started.on('disconnected', () => void rm(folder, { recursive: true, force: true }));
  return started;
}
