import { describe, expect, it } from 'vitest';
import { FRAME_SAMPLES } from '../src/protocol';
import { Playout } from '../src/sound/Playout';

/** What an audio thread asks for at a time (Web Audio API: a render quantum). */
const BLOCK = 128;

const frame = (value: number) => new Float32Array(FRAME_SAMPLES).fill(value);

function play(playout: Playout, samples: number): number[] {
  const out: number[] = [];
  for (let done = 0; done < samples; done += BLOCK) {
    const block = new Float32Array(BLOCK);
    playout.fill(block);
    out.push(...block);
  }
  return out;
}

describe('the queue before the loudspeaker', () => {
  it('plays frames in order without a gap', () => {
    const playout = new Playout();
    playout.push(frame(0.25));
    playout.push(frame(0.5));
    const out = play(playout, 640);
    expect(out.slice(0, 320).every((sample) => sample === 0.25)).toBe(true);
    expect(out.slice(320, 640).every((sample) => sample === 0.5)).toBe(true);
  });

  it('counts a frame as played only when its last sample is out', () => {
    const playout = new Playout();
    playout.push(frame(1));
    playout.push(frame(1));
    play(playout, 256);
    expect(playout.played).toBe(0);
    play(playout, 128);
    expect(playout.played).toBe(1);
    play(playout, 256);
    expect(playout.played).toBe(2);
    expect(playout.busy).toBe(false);
  });

  it('drops everything when cleared and names the last frame that was played', () => {
    const playout = new Playout();
    for (let i = 0; i < 10; i++) playout.push(frame(0.5));
    play(playout, 4 * FRAME_SAMPLES);
    expect(playout.clear()).toBe(4);
    expect(playout.busy).toBe(false);
    expect(play(playout, 256).slice(-8).every((sample) => Math.abs(sample) < 0.001)).toBe(true);
  });

  it('does not count a frame that was cut in the middle', () => {
    const playout = new Playout();
    for (let i = 0; i < 3; i++) playout.push(frame(0.5));
    play(playout, 384);
    expect(playout.clear()).toBe(1);
  });

  it('keeps the numbers of dropped frames: what comes after them goes on counting', () => {
    const playout = new Playout();
    for (let i = 0; i < 10; i++) playout.push(frame(0.5));
    play(playout, 2 * FRAME_SAMPLES);
    expect(playout.clear()).toBe(2);
    playout.push(frame(0.5));
    playout.push(frame(0.5));
    play(playout, 2 * FRAME_SAMPLES);
    expect(playout.played).toBe(12);
  });

  it('names the same frame again when cleared while silent', () => {
    const playout = new Playout();
    expect(playout.clear()).toBe(0);
    playout.push(frame(0.5));
    playout.push(frame(0.5));
    play(playout, 3 * FRAME_SAMPLES);
    expect(playout.clear()).toBe(2);
    expect(playout.clear()).toBe(2);
  });

  it('does not wait for ever for a second frame', () => {
    const playout = new Playout();
    playout.push(frame(0.5));
    play(playout, 640);
    expect(playout.played).toBe(0);
    play(playout, 640);
    expect(playout.played).toBe(1);
  });

  it('fades instead of clicking when sound breaks off', () => {
    const playout = new Playout();
    playout.push(frame(1));
    playout.push(frame(1));
    const out = play(playout, 1024);
    const steps = out.slice(600).map((sample, i, rest) => Math.abs(sample - (rest[i - 1] ?? sample)));
    expect(Math.max(...steps)).toBeLessThan(0.08);
  });
});
