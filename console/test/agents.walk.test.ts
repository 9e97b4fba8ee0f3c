import { describe, expect, it } from 'vitest';
import type { PublishedAgent } from '../src/protocol';
import { walk } from './walk';

const { server, visit } = walk();
const held = (path: string) => server().office.answer('GET', `/api/v1/agents/${path}`, new URLSearchParams(), {}, undefined);

describe('agents', () => {
  it('are made with a name, and named for programs by the way', async () => {
    const page = await visit('/agents');
    await page.getByRole('link', { name: 'New agent' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Front desk, Pune');
    expect(await page.getByLabel('Address').inputValue()).toBe('front-desk-pune');
    await page.getByLabel('Address').fill('helpline');
    await page.getByRole('button', { name: 'Make the agent' }).click();
    await page.getByRole('alert').getByText('another agent has this name').waitFor();
    await page.getByLabel('Address').fill('front-desk');
    await page.getByRole('button', { name: 'Make the agent' }).click();
    await page.getByRole('heading', { name: 'Front desk, Pune' }).waitFor();
    expect(held('front-desk')?.body).toMatchObject({ display_name: 'Front desk, Pune', language: 'en-US' });
  });

  it('are made with variables, whose values come with the next step, and with likely questions', async () => {
    const page = await visit('/agents/new');
    await page.getByLabel('Name', { exact: true }).fill('Front desk');
    await page.getByLabel('Greeting').fill('Welcome to {{shop}}.');
    await page.getByLabel('Likely questions').fill('When are you open?\n\n Where can I park? ');
    await page.getByRole('button', { name: 'Make the agent' }).click();
    await page.getByText('{{shop}} has no value').waitFor();
    expect(held('front-desk')?.body).toMatchObject({ variables: { shop: '' }, likely_questions: ['When are you open?', 'Where can I park?'] });
  });

  it('are changed as a draft, compared, published with a note, and rolled back', async () => {
    const page = await visit('/agents');
    await page.getByRole('link', { name: 'Palli Sahayak', exact: true }).click();
    await page.getByLabel('Greeting', { exact: true }).fill('Welcome to {{shop}}.');
    await page.getByRole('textbox', { name: 'shop' }).fill('Tea House');
    await page.getByText('Callers hear: “Welcome to Tea House.”').waitFor();
    await page.getByLabel('Prompt').fill('You are a helpful voice AI assistant.\nYou take your time.\nYou never guess doses.');
    await page.getByRole('slider', { name: 'Responsiveness' }).press('ArrowLeft');
    await page.getByRole('spinbutton', { name: 'Hang up after' }).fill('45');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Saved as a draft. Callers still meet version 1.').waitFor();
    expect(held('helpline/draft')?.body).toMatchObject({ variables: { shop: 'Tea House' }, responsiveness: 0.75, end_call_after_silence_ms: 45_000 });
    expect(held('helpline')?.body).toMatchObject({ version: 1, responsiveness: 0.8 });

    await page.reload();
    expect(await page.getByLabel('Greeting', { exact: true }).inputValue()).toBe('Welcome to {{shop}}.');
    await page.getByRole('button', { name: 'Publish…' }).click();
    const panel = page.getByRole('dialog');
    await panel.locator('[data-kind=before]', { hasText: 'You speak in short sentences.' }).waitFor();
    await panel.locator('[data-kind=after]', { hasText: 'You take your time.' }).waitFor();
    await panel.getByLabel('Why').fill('People asked for more time');
    await panel.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Callers meet this: version 2.').waitFor();

    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByText('People asked for more time').waitFor();
    await page.getByText('What changed').click();
    await page.locator('.versions [data-kind=after]', { hasText: 'Tea House' }).first().waitFor();
    await page.getByRole('button', { name: 'Roll back to version 1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
    await page.getByText('back to version 1', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Version 3' }).waitFor();
    expect(held('helpline')?.body).toMatchObject({ version: 3, responsiveness: 0.8, has_draft: false });
  });

  it('are refined: habits, other languages, who steps in, and tools whose secrets stay hidden', async () => {
    const page = await visit('/agents/agt_helpline');
    await page.getByLabel('Greeting', { exact: true }).fill('Namaste {{caller}}.');
    await page.getByText('{{caller}} has no value: a call that brings none leaves a gap there.').waitFor();
    await page.getByText('Callers hear: “Namaste {{caller}}.”').waitFor();
    await page.getByLabel('Says its greeting to the end').check();
    await page.getByLabel('Shows that it listens').check();
    await page.getByRole('slider', { name: 'How often' }).press('End');
    await page.getByRole('slider', { name: 'Pace of its voice' }).press('ArrowRight');
    await page.getByRole('spinbutton', { name: 'Begins early at most' }).fill('0');
    await page.getByRole('spinbutton', { name: 'Fixed silence' }).fill('800');
    await page.getByRole('spinbutton', { name: 'While a tool runs' }).fill('0.2');
    await page.getByRole('spinbutton', { name: 'While it is given a number' }).fill('0');
    await page.getByRole('spinbutton', { name: 'While it thinks' }).fill('1');
    await page.getByRole('spinbutton', { name: 'While it thinks' }).fill('');
    await page.getByLabel('Fallback voices').fill('cartesia:asha\nslt');
    await page.getByRole('button', { name: 'Add a language' }).click();
    await page.getByRole('group', { name: 'Other languages' }).getByLabel('Language', { exact: true }).fill('hi-IN');
    await page.getByRole('group', { name: 'Other languages' }).getByLabel('Voice', { exact: true }).fill('cartesia:asha');
    await page.getByRole('button', { name: 'Add a tool' }).click();
    await page.getByLabel('Tool’s name').fill('lookup_order');
    await page.getByLabel('What it does').fill('Looks up an order.');
    await page.getByLabel('Tool’s address').fill('https://api.example.org/orders');
    await page.getByLabel('Arguments').fill('[]');
    await page.getByRole('button', { name: 'Save draft' }).click();
    expect(await page.getByLabel('Arguments').evaluate((input: HTMLTextAreaElement) => input.validationMessage)).toContain('JSON Schema');
    await page.getByLabel('Arguments').fill('{"type": "object", "properties": {"order_id": {"type": "string"}}}');
    await page.getByLabel('Headers').fill('Authorization: Bearer secret');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Saved as a draft.').waitFor();
    await page.getByText('cartesia:asha is not switched on and is left out: set CARTESIA_API_KEY').waitFor();
    expect(held('agt_helpline/draft')?.body).toMatchObject({
      greeting_uninterruptible: true,
      enable_backchannel: true,
      backchannel_frequency: 1,
      voice_speed: 1.05,
      guesses: 0,
      endpointing_ms: 800,
      turn_taking_profiles: { collecting: { responsiveness: 0 }, using_tool: { interruption_sensitivity: 0.2 } },
      fallback_voice_ids: ['cartesia:asha', 'slt'],
      voices: { 'hi-IN': 'cartesia:asha' },
      tools: [{ name: 'lookup_order', url: 'https://api.example.org/orders', method: 'POST', headers: { Authorization: 'Bearer secret' }, timeout_ms: 10_000 }],
    });
    expect((held('agt_helpline/draft')?.body as PublishedAgent).turn_taking_profiles).not.toHaveProperty('thinking');
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByRole('dialog').getByText('lookup_order').first().waitFor();
  });

  it('do not lose what somebody else has changed meanwhile', async () => {
    const page = await visit('/agents/agt_helpline');
    await page.getByLabel('Description').fill('Mine.');
    server().office.answer('PUT', '/api/v1/agents/agt_helpline/draft', new URLSearchParams(), { description: 'Theirs.' }, undefined);
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('alert').getByText('somebody else has changed this agent meanwhile').waitFor();
    await page.getByRole('button', { name: 'Show their state' }).click();
    await page.getByText('Saved as a draft.').waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Theirs.');
  });

  it('are not sent with numbers that cannot be, or with metadata that is no object', async () => {
    const page = await visit('/agents/agt_helpline');
    await page.getByRole('spinbutton', { name: 'Longest call' }).fill('500');
    await page.getByRole('button', { name: 'Save draft' }).click();
    expect(await page.getByRole('spinbutton', { name: 'Longest call' }).evaluate((input: HTMLInputElement) => input.validity.rangeOverflow)).toBe(true);
    await page.getByRole('spinbutton', { name: 'Longest call' }).fill('30');
    await page.getByLabel('Metadata').fill('[1]');
    await page.getByRole('button', { name: 'Save draft' }).click();
    expect(await page.getByLabel('Metadata').evaluate((input: HTMLTextAreaElement) => input.validationMessage)).toContain('not a JSON object');
    expect(held('agt_helpline')?.body).toMatchObject({ has_draft: false });
    await page.getByLabel('Metadata').fill('{"team": "pune"}');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Saved as a draft.').waitFor();
    expect(held('agt_helpline/draft')?.body).toMatchObject({ metadata: { team: 'pune' }, max_call_duration_ms: 1_800_000 });
  });

  it('ask before what was typed is left', async () => {
    const page = await visit('/agents/agt_helpline');
    await page.getByLabel('Description').fill('Not saved.');
    page.once('dialog', (question) => void question.dismiss());
    await page.getByRole('link', { name: 'Calls' }).click();
    expect(new URL(page.url()).pathname).toBe('/agents/agt_helpline');
    page.once('dialog', (question) => void question.accept());
    await page.getByRole('link', { name: 'Calls' }).click();
    await page.getByRole('heading', { name: 'Calls' }).waitFor();
  });

  it('are duplicated under a name that is free', async () => {
    const page = await visit('/agents');
    for (const name of ['helpline-copy', 'helpline-copy-2']) {
      await page.getByRole('button', { name: 'Duplicate Palli Sahayak', exact: true }).click();
      await page.getByRole('heading', { name: 'Palli Sahayak (copy)' }).waitFor();
      expect(held(name)?.status).toBe(200);
      await page.getByRole('link', { name: 'Agents' }).first().click();
    }
  });

  it('are back when deleting is undone, and gone when it is not', async () => {
    const page = await visit('/agents');
    await page.clock.install();
    const card = page.getByRole('link', { name: 'Table for two', exact: true });
    await page.getByRole('button', { name: 'Delete Table for two' }).click();
    await card.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await card.waitFor();
    await page.clock.fastForward(20_000);
    expect(held('agt_concierge')?.status).toBe(200);
    await page.getByRole('button', { name: 'Delete Table for two' }).click();
    await page.mouse.move(0, 0);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    expect(held('agt_concierge')?.status).toBe(200);
    await page.clock.fastForward(8000);
    await expect.poll(() => held('agt_concierge')?.status).toBe(404);
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
    expect(await card.count()).toBe(0);
  });

  it('are deleted also when the page is left before the time is over', async () => {
    const page = await visit('/agents');
    await page.getByRole('button', { name: 'Delete Table for two' }).click();
    await page.getByText('Table for two is deleted.').waitFor();
    await page.goto('about:blank');
    await expect.poll(() => held('agt_concierge')?.status).toBe(404);
  });

  it('are only shown to those who may only look', async () => {
    const page = await visit('/agents');
    await page.route('**/api/v1/auth/me', (route) => route.fulfill({ json: { kind: 'user', name: 'v', user: null, scopes: ['agents:read'] } }));
    await page.goto(new URL('/agents/agt_helpline', page.url()).href);
    await page.getByText('Your role may look at it, not change it.').waitFor();
    expect(await page.getByLabel('Greeting', { exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: /Save|Publish|Duplicate|Delete/ }).count()).toBe(0);
  });

  it('say so where there are none', async () => {
    const page = await visit('/agents');
    await page.route('**/api/v1/agents?*', (route) => route.fulfill({ json: { agents: [], next: null } }));
    await page.reload();
    await page.getByRole('link', { name: 'Make the first agent' }).waitFor();
  });

  it('are spoken to from their card', async () => {
    const page = await visit('/agents');
    await page.getByRole('link', { name: 'Talk to Table for two' }).click();
    await page.getByRole('button', { name: /Table for two/ }).waitFor();
  });
});
