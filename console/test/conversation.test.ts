import { describe, expect, it } from 'vitest';
import { readServerMessage, type ServerMessage, type Turn } from '../src/protocol';
import { type Conversation, hear, type Line, SILENCE } from '../src/talk/conversation';
import { NO_LATENCY } from './fake/script';

const user = (content: string, is_final = false): ServerMessage => ({ type: 'transcript', role: 'user', content, is_final });
const agent = (content: string, is_final = false, interrupted = false): ServerMessage => ({
  type: 'transcript',
  role: 'assistant',
  content,
  is_final,
  interrupted,
});
const turn = (number: number, heard: string, spoken: string, interrupted = false): ServerMessage => ({
  type: 'turn',
  ...({ number, heard, spoken, sources: [], confidence: 0.5, mind: 'm', interrupted, latency: NO_LATENCY } satisfies Turn),
});
const after = (...messages: ServerMessage[]): Conversation => messages.reduce(hear, SILENCE);
const lines = (conversation: Conversation): Line[] =>
  conversation.entries.flatMap((entry) => (entry.kind === 'line' ? [entry.line] : []));
const texts = (conversation: Conversation): string[] => lines(conversation).map((line) => `${line.role}: ${line.text}`);

describe('a live conversation', () => {
  it('replaces what the caller is understood to say until it is final', () => {
    const heard = after(user('my'), user('my mother'), user('my brother', true));
    expect(texts(heard)).toEqual(['user: my brother']);
    expect(lines(heard)[0]?.final).toBe(true);
  });

  it('shows the agent’s cumulative text as one line', () => {
    expect(texts(after(agent('Call'), agent('Call the nurse'), agent('Call the nurse.', true)))).toEqual(['assistant: Call the nurse.']);
  });

  it('begins a new line after a final one', () => {
    expect(texts(after(user('a', true), user('b', true)))).toEqual(['user: a', 'user: b']);
  });

  it('goes on with the answer above while the caller already talks below it', () => {
    expect(texts(after(agent('One'), user('wait'), agent('One two'), user('wait a moment')))).toEqual([
      'assistant: One two',
      'user: wait a moment',
    ]);
  });

  it('cuts an answer that was already complete down to what was heard', () => {
    const heard = after(agent('One two three.', true), user('stop'), agent('One two', true, true));
    expect(texts(heard)).toEqual(['assistant: One two', 'user: stop']);
    expect(lines(heard)[0]?.interrupted).toBe(true);
  });

  it('drops an answer that was cut off before any of it was heard', () => {
    const heard = after(user('q', true), agent('One two three.'), agent('', true, true), turn(1, 'q', '', true));
    expect(texts(heard)).toEqual(['user: q']);
    expect(lines(heard)[0]).toMatchObject({ interrupted: false, turn: { number: 1 } });
  });

  it('drops a line that turned out to be nothing', () => {
    expect(texts(after(user('uh'), user('', true)))).toEqual([]);
    expect(texts(after(user('', false)))).toEqual([]);
  });

  it('puts a turn’s measurements beside its answer, even when the next answer has begun', () => {
    const heard = after(agent('One', true, true), user('and', true), agent('Two'), turn(1, 'x', 'One', true));
    expect(lines(heard).map((line) => line.turn?.number ?? null)).toEqual([1, null, null]);
  });

  it('puts a turn beside the newest answer when the words differ', () => {
    const heard = after(agent('Hello', true), turn(0, '', 'Hello'), user('q', true), agent('One two three', true), turn(1, 'q', 'One two', true));
    expect(lines(heard).map((line) => line.turn?.number ?? null)).toEqual([0, null, 1]);
    expect(lines(heard)[2]?.interrupted).toBe(true);
  });

  it('puts a turn that spoke nothing beside the question', () => {
    expect(lines(after(user('q', true), turn(1, 'q', '')))[0]?.turn?.number).toBe(1);
  });

  it('keeps keys stable while texts change', () => {
    const keys = lines(after(user('a'), agent('b'), user('a c'), agent('b d', true))).map((line) => line.key);
    expect(new Set(keys).size).toBe(2);
  });

  it('remembers who answers, how it ended and what went wrong', () => {
    const heard = after(
      { type: 'session_started', agent: 'Helpline', call_id: 'c1', rate: 16_000, frame_ms: 20 },
      { type: 'error', message: 'no voice' },
      { type: 'session_ended', reason: 'user_ended', duration: 12 },
    );
    expect(heard).toMatchObject({ agent: 'Helpline', callId: 'c1', trouble: 'no voice', ended: { reason: 'user_ended', seconds: 12 } });
  });
});

describe('reading the socket', () => {
  it('ignores what it does not know, so that a newer server may say more', () => {
    expect(readServerMessage('{"type":"weather"}')).toBeNull();
    expect(readServerMessage('not json')).toBeNull();
    expect(readServerMessage('null')).toBeNull();
    expect(readServerMessage('{"type":"clear"}')).toEqual({ type: 'clear' });
  });

  it('reads the socket’s -1 as a part that did not happen', () => {
    const latency = { ...NO_LATENCY, ear_ms: -1, model_ms: 0, voice_to_voice_ms: 700 };
    const sent = JSON.stringify({ type: 'turn', number: 1, latency });
    expect(readServerMessage(sent)).toMatchObject({ latency: { ear_ms: null, model_ms: 0, voice_to_voice_ms: 700, heard_ms: null } });
  });
});
