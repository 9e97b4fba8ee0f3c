import { describe, expect, it } from 'vitest';
import type { ClientMessage } from '../src/protocol';
import { RECORDED } from './fake/calls';
import { EXCHANGES, GREETING } from './fake/script';
import { walk } from './walk';

const { server, visit } = walk();

const frames = (reports: ClientMessage[], type: 'played' | 'cleared') =>
  reports.flatMap((report) => (report.type === type ? [report.frames] : []));

describe('talking to an agent', () => {
  it('sends along what stands for the agent’s variables', { timeout: 60_000 }, async () => {
    const variables = { caller: 'friend', shop: '' };
    server().office.answer('PUT', '/api/v1/agents/agt_helpline/draft', new URLSearchParams(), { variables }, undefined);
    server().office.answer('POST', '/api/v1/agents/agt_helpline/publish', new URLSearchParams(), {}, undefined);
    const page = await visit('/talk');
    await page.getByText('Variables of this call').click();
    await page.getByText('The agent has no value of its own.').waitFor();
    await page.getByLabel('caller').fill('Asha');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('The agent speaks').waitFor();
    expect(server().tickets.at(-1)).toEqual({ agent_id: 'agt_helpline', variables: { caller: 'Asha' } });
    await page.getByRole('button', { name: 'End' }).click();
  });

  it('carries a call: heard, answered, cut off, measured, ended, and found again', { timeout: 60_000 }, async () => {
    const page = await visit('/talk');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('The agent speaks').waitFor();
    await page.getByText(GREETING).waitFor();

    // The caller cuts into the first answer, so it stays short of its whole text.
    await page.getByText('cut off here').waitFor();
    const whole = EXCHANGES[0]?.spoken ?? '';
    const first = await page.locator('.utterance[data-role=assistant] .utterance-text > p:first-child').nth(1).innerText();
    expect(whole.startsWith(first)).toBe(true);
    expect(first.length).toBeLessThan(whole.length);

    await page.getByText(EXCHANGES[1]?.spoken ?? '').waitFor();
    await page.getByRole('img', { name: 'Voice to voice 962 ms: ear 466 ms, knowledge 11 ms, model 342 ms, voice 121 ms, wire 22 ms.' }).waitFor();
    await page.getByText('When to call at once').click();
    await page.getByText('cannot be woken, breathes fewer').waitFor();
    // What was sent last is still in the loudspeaker.
    await page.getByText('Listening').waitFor();
    await page.getByRole('button', { name: 'End' }).click();
    await page.getByText('The call has ended after').waitFor();

    const { sizes, heard, sent, reports } = server().calls.at(-1)?.observed ?? { sizes: new Set(), heard: 0, sent: 0, reports: [] };
    expect([...sizes]).toEqual([640]);
    expect(heard).toBeGreaterThan(400);
    const played = frames(reports, 'played');
    expect(played.length).toBeGreaterThan(20);
    expect(played).toEqual([...played].sort((a, b) => a - b));
    expect(played.at(-1)).toBe(sent);
    const cleared = frames(reports, 'cleared');
    expect(cleared).toHaveLength(1);
    expect(cleared[0]).toBeGreaterThan(0);
    expect(cleared[0]).toBeLessThan(sent);
    expect(reports.at(-1)).toEqual({ type: 'end' });

    await page.getByRole('link', { name: 'Open the call’s record' }).click();
    await page.getByRole('heading', { name: 'Palli Sahayak' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/calls/${RECORDED}`);
  });

  it('says how to allow the microphone when it is denied', async () => {
    const page = await visit('/talk');
    // The small Chromium of the tests has no one to ask; this is what the large one says once "Block" was clicked.
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
    });
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('alert').getByText('The microphone is blocked for this page.').waitFor();
    await page.getByRole('button', { name: 'Start again' }).waitFor();
  });

  it('says so when the server does not take the call', async () => {
    const page = await visit('/talk');
    await page.getByRole('button', { name: 'Start' }).waitFor();
    server().up = false;
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('The server did not take the call.').waitFor();
  });

  it('says so when the connection breaks in the middle of a call', async () => {
    const page = await visit('/talk');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('The agent speaks').waitFor();
    server().calls.at(-1)?.breakLine();
    await page.getByText('The connection to the server was lost.').waitFor();
    await page.getByRole('button', { name: 'Start again' }).waitFor();
  });

  it('says so when the agent is gone by the time it is called', async () => {
    const page = await visit('/talk');
    await page.route('**/api/v1/agents', (route) => route.fulfill({ json: { agents: [{ id: 'gone', name: 'gone' }] } }));
    await page.reload();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('The server does not know this agent any more.').waitFor();
  });

  it('lets an agent be chosen by keyboard, and warns when its language will not be understood', async () => {
    const page = await visit('/talk');
    await page.getByRole('button', { name: /Agent/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'Table for two' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Does not know Hindi').first().waitFor();
    await page.getByText('Table for two waits for you to speak first.').waitFor();
  });
});
