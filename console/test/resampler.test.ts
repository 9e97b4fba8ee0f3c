import { describe, expect, it } from 'vitest';
import { RATE } from '../src/protocol';
import { Framer } from '../src/sound/Framer';
import { fromPcm, meterLevel, toPcm } from '../src/sound/pcm';
import { Resampler } from '../src/sound/Resampler';

const tone = (hertz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));

function resample(samples: Float32Array, from: number, block = 128): Float32Array {
  const resampler = new Resampler(from, RATE);
  const out: number[] = [];
  for (let at = 0; at < samples.length; at += block) out.push(...resampler.push(samples.subarray(at, at + block)));
  return Float32Array.from(out);
}

/** Loudness in dB relative to a full tone, without the ends where the filter still fills. */
function decibels(samples: Float32Array): number {
  const middle = samples.subarray(400, -400);
  const power = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length;
  return 10 * Math.log10(power / 0.5 + 1e-12);
}

describe.each([48_000, 44_100, 96_000, 22_050, 8000])('resampling from %i Hz', (rate) => {
  it('keeps the length', () => {
    const out = resample(tone(440, rate, 1), rate);
    expect(Math.abs(out.length - RATE)).toBeLessThan(60);
  });

  it('keeps a tone of speech as loud as it was', () => {
    expect(Math.abs(decibels(resample(tone(1000, rate, 0.5), rate)))).toBeLessThan(0.1);
  });

  it('gives the same whatever the blocks', () => {
    const sound = tone(700, rate, 0.2);
    expect(resample(sound, rate, 128)).toEqual(resample(sound, rate, 1000));
  });
});

describe('resampling', () => {
  it.each([9000, 10_000, 12_000, 15_500])('keeps %i Hz from coming back as another tone', (hertz) => {
    expect(decibels(resample(tone(hertz, 48_000, 0.5), 48_000))).toBeLessThan(-60);
  });

  it('keeps what speech needs up to 6.5 kHz', () => {
    expect(decibels(resample(tone(6500, 48_000, 0.5), 48_000))).toBeGreaterThan(-0.5);
  });

  it('puts a tone where it was, sample by sample', () => {
    const out = resample(tone(300, 48_000, 0.2), 48_000);
    const straight = tone(300, RATE, 0.2);
    const worst = Math.max(...[...out.subarray(200, 2800)].map((sample, i) => Math.abs(sample - (straight[i + 200] ?? 0))));
    expect(worst).toBeLessThan(0.002);
  });

  it('leaves sound alone that has the rate already', () => {
    const sound = tone(500, RATE, 0.1);
    expect(resample(sound, RATE)).toEqual(sound);
  });
});

describe('frames and samples', () => {
  it('cuts a stream into frames of one length and keeps the rest', () => {
    const framer = new Framer(new Uint8Array(4));
    expect(framer.push(Uint8Array.of(1, 2, 3))).toEqual([]);
    expect(framer.push(Uint8Array.of(4, 5, 6, 7, 8, 9))).toEqual([Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6, 7, 8)]);
  });

  it('hands out frames that later ones do not overwrite', () => {
    const framer = new Framer(new Uint8Array(2));
    const [first] = framer.push(Uint8Array.of(1, 2));
    framer.push(Uint8Array.of(3, 4));
    expect(first).toEqual(Uint8Array.of(1, 2));
  });

  it('writes 16 bits little endian and clips what is too loud', () => {
    expect([...new Uint8Array(toPcm(Float32Array.of(0.5, -1, 2)))]).toEqual([0x00, 0x40, 0x00, 0x80, 0xff, 0x7f]);
  });

  it('reads back what it wrote', () => {
    expect(fromPcm(new Uint8Array(toPcm(Float32Array.of(0.25, -0.5))))).toEqual(Float32Array.of(0.25, -0.5));
  });

  it('shows silence as nothing and full scale as everything', () => {
    expect(meterLevel(new Float32Array(320))).toBe(0);
    expect(meterLevel(new Float32Array(320).fill(1))).toBe(1);
    expect(meterLevel(new Float32Array(320).fill(0.0316))).toBeCloseTo(0.5, 2);
  });
});
