import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compareLines } from '../src/agents/lines';
import { addressOf, changed, filled, headerLines, headersOf, inItsUnit, SECTIONS, settingsOf, variablesIn } from '../src/agents/settings';
import { Office } from './fake/Office';
import type { PublishedAgent } from '../src/protocol';

/** Names of the settings in the API's own description. */
const described = async () => {
  const file = new URL('../../control/src/main/resources/io/antiphon/control/api/openapi.json', import.meta.url);
  const api = JSON.parse(await readFile(file, 'utf8')) as { components: { schemas: { AgentSettings: { properties: object } } } };
  return Object.keys(api.components.schemas.AgentSettings.properties).toSorted();
};
const helpline = () => new Office().answer('GET', '/api/v1/agents/helpline', new URLSearchParams(), {}, undefined)?.body as PublishedAgent;

describe('the settings of an agent', () => {
  it('are all in the form, each once, as the API describes them', async () => {
    const shown = SECTIONS.flatMap((section) => section.settings.map((setting) => setting.name));
    expect(shown.toSorted()).toEqual(await described());
  });

  it('leave what only the server says behind', async () => {
    expect(Object.keys(settingsOf(helpline())).toSorted()).toEqual(await described());
  });

  it('are sent where they are different, and nothing else', () => {
    const before = settingsOf(helpline());
    expect(changed(before, { ...before, greeting: 'Good day.', retention_days: 30 })).toEqual({ greeting: 'Good day.', retention_days: 30 });
    expect(changed(before, { ...before, variables: {} })).toEqual({});
  });

  it('are compared in the units of the form', () => {
    expect(inItsUnit('max_call_duration_ms', 3_600_000)).toBe('60 minutes');
    expect(inItsUnit('responsiveness', 0.75)).toBe('0.75');
  });

  it('have an address made of the name', () => {
    expect(['Front desk, Pune', '  Café Ñandú!', '—', 'a'.repeat(63) + ' b'].map(addressOf)).toEqual(['front-desk-pune', 'cafe-nandu', '', 'a'.repeat(63)]);
  });
});

describe('variables', () => {
  it('are found where the server finds them, each once', () => {
    expect(variablesIn('Welcome to {{shop}}, {{ name }}.', '{{shop}} {{9lives}} {shop} {{two words}}')).toEqual(['shop', 'name']);
  });

  it('are filled in, also with what looks like a pattern', () => {
    expect(filled('{{a}} and {{b}}', { a: '$& $1' })).toBe('$& $1 and {{b}}');
  });
});

describe('headers', () => {
  it('are written one a line and read again', () => {
    const headers = { Authorization: 'Bearer a:b', 'X-Team': '' };
    expect(headersOf(headerLines(headers))).toEqual(headers);
    expect(headersOf('no colon')).toBeNull();
  });
});

describe('comparing texts', () => {
  const drawn = (before: string, after: string) => compareLines(before, after).map(({ kind, text }) => ({ same: ' ', before: '-', after: '+' })[kind] + text);

  it('marks the lines that went and the lines that came', () => {
    expect(drawn('one\ntwo\nthree', 'one\n2\nthree\nfour')).toEqual([' one', '-two', '+2', ' three', '+four']);
  });

  it('marks nothing where nothing is different, and everything where all is', () => {
    expect(drawn('a\nb', 'a\nb')).toEqual([' a', ' b']);
    expect(drawn('', 'a')).toEqual(['+a']);
    expect(drawn('a', '')).toEqual(['-a']);
  });

  it('keeps a moved line once', () => {
    expect(drawn('a\nb\nc', 'b\nc\na')).toEqual(['-a', ' b', ' c', '+a']);
  });

  it('does not compare texts that would take for ever line by line', () => {
    const long = Array.from({ length: 1100 }, (_, i) => `line ${i}`).join('\n');
    expect(compareLines(long, long).filter((line) => line.kind === 'same')).toEqual([]);
  });
});
