import { describe, expect, it } from 'vitest';
import { NotDrawable, Peaks } from '../src/calls/Peaks';
import { seeTurns } from '../src/calls/transcript';
import type { TranscriptLine, Turn } from '../src/protocol';
import { clock, wait, when } from '../src/time';
import { inWords, parts, sharedScale } from '../src/turn/latency';
import { NO_LATENCY } from './fake/script';
import { wav } from './fake/sound';

describe('the peaks of a recording', () => {
  const left = new Int16Array(1600).fill(16_384);
  const right = new Int16Array(1600).map((_, i) => (i < 800 ? 0 : -8192));
  const file = wav(left, right);
  const inPieces = (bytes: Buffer, size: number) => {
    const peaks = new Peaks();
    for (let at = 0; at < bytes.length; at += size) peaks.push(bytes.subarray(at, at + size));
    return peaks.channels;
  };

  it('keeps the loudest sample of every 50 ms of each channel', () => {
    expect(inPieces(file, file.length)).toEqual([
      [0.5, 0.5],
      [0, 0.25],
    ]);
  });

  it.each([1, 3, 7, 45, 1000])('reads the same in pieces of %i bytes', (size) => {
    expect(inPieces(file, size)).toEqual(inPieces(file, file.length));
  });

  it('steps over chunks it does not need', () => {
    const list = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
    const longer = Buffer.concat([file.subarray(0, 36), list, file.subarray(36)]);
    expect(inPieces(longer, 11)).toEqual(inPieces(file, 100));
  });

  it('reads to the end when the length was never written', () => {
    const open = Buffer.from(file);
    open.writeUInt32LE(0, 40);
    expect(inPieces(open, 500)).toEqual(inPieces(file, 500));
  });

  it('says so when it is not a recording it can draw', () => {
    expect(() => inPieces(Buffer.from('<!doctype html><html>'), 500)).toThrow(NotDrawable);
    const other = Buffer.from(file);
    other.writeUInt16LE(7, 20);
    expect(() => inPieces(other, 500)).toThrow(NotDrawable);
  });
});

describe('a transcript with its turns', () => {
  const line = (role: 'user' | 'assistant', turn: number): TranscriptLine => ({
    role,
    turn,
    content: '',
    language: null,
    start_ms: 0,
    end_ms: 0,
    interrupted: false,
    confidence: null,
    timestamp: null,
  });
  const turn = (number: number): Turn => ({
    number,
    heard: '',
    spoken: '',
    sources: [],
    confidence: null,
    mind: null,
    interrupted: false,
    latency: NO_LATENCY,
  });

  it('puts each turn beside its answer, or beside its question where none was given', () => {
    const seen = seeTurns([line('assistant', 0), line('user', 1), line('assistant', 1), line('user', 2)], [turn(0), turn(1), turn(2)]);
    expect(seen.map(({ turn }) => turn?.number ?? null)).toEqual([0, null, 1, 2]);
  });

  it('shows no turn twice when an answer has several lines', () => {
    const seen = seeTurns([line('user', 1), line('assistant', 1), line('assistant', 1)], [turn(1)]);
    expect(seen.map(({ turn }) => turn?.number ?? null)).toEqual([null, 1, null]);
  });
});

describe('the waterfall', () => {
  const latency = { ...NO_LATENCY, ear_ms: 400, model_ms: 0, voice_ms: 1100, voice_to_voice_ms: 1700 };

  it('leaves out what did not happen and keeps what took no time', () => {
    expect(parts(latency).map((part) => part.name)).toEqual(['ear', 'model', 'voice']);
  });

  it('can be read aloud', () => {
    expect(inWords(latency)).toBe('Voice to voice 1.70 s: ear 400 ms, model 0 ms, voice 1.10 s.');
  });

  it('shares one scale, wide enough for the longest wait', () => {
    expect(sharedScale([])).toBe(1500);
    expect(sharedScale([NO_LATENCY, latency])).toBe(1700);
  });
});

describe('times', () => {
  it('writes lengths as a clock does', () => {
    expect([0, 59.9, 247, 3729].map(clock)).toEqual(['0:00', '0:59', '4:07', '1:02:09']);
  });

  it('writes waits in the unit one thinks in', () => {
    expect([null, 0, 840.4, 1240].map(wait)).toEqual(['–', '0 ms', '840 ms', '1.24 s']);
  });

  it('names today and yesterday, and other days by date', () => {
    const now = new Date(2026, 10, 21, 9, 0);
    expect(when(new Date(2026, 10, 21, 0, 5).toISOString(), now)).toMatch(/^Today /);
    expect(when(new Date(2026, 10, 20, 23, 59).toISOString(), now)).toMatch(/^Yesterday /);
    expect(when(new Date(2026, 10, 14, 18, 0).toISOString(), now)).toMatch(/14/);
  });
});
