/** Sound made from nothing for tests: it has the pitch, syllables and pauses of speech, and says nothing. */

export const RATE = 16_000;

/** Speech-like samples: harmonics of a wandering pitch under four syllables a second. */
export function babble(ms: number, pitch: number): Int16Array {
  let phase = 0;
  return Int16Array.from({ length: (ms * RATE) / 1000 }, (_, i) => {
    const t = i / RATE;
    phase += (2 * Math.PI * pitch * (1 + 0.12 * Math.sin(2 * Math.PI * 0.9 * t))) / RATE;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2 * t)) ** 0.6 * (0.75 + 0.25 * Math.sin(2 * Math.PI * 0.7 * t));
    const vowel = 0.5 + 0.5 * Math.sin(2 * Math.PI * 1.7 * t);
    let sum = 0;
    for (let k = 1; k <= 14; k++) sum += Math.sin(k * phase) * (vowel / k + (1 - vowel) / (1 + Math.abs(k - 7)));
    return Math.round(5500 * syllable * sum);
  });
}

export function silence(ms: number): Int16Array {
  return new Int16Array((ms * RATE) / 1000);
}

/** One after the other. */
export function joined(...parts: Int16Array[]): Int16Array {
  const all = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A WAV of one or two channels of the same length. */
export function wav(...channels: Int16Array[]): Buffer {
  const frames = channels[0]?.length ?? 0;
  const step = channels.length * 2;
  const file = Buffer.alloc(44 + frames * step);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + frames * step, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * step, 28);
  file.writeUInt16LE(step, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(frames * step, 40);
  channels.forEach((channel, c) => channel.forEach((sample, i) => file.writeInt16LE(sample, 44 + i * step + c * 2)));
  return file;
}
