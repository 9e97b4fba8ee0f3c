package io.antiphon.audio;

import java.util.Arrays;

/** Resampling by any ratio: steps through the input a fraction at a time, one dot product an output sample. */
final class SteppingResampler extends Resampler {
    private static final int BLOCK = 1024;

    private final int delay;
    private final float[][] phases;
    private final int history;
    private final short[] samples;

    /** Samples in the buffer, the place of the newest one the next output needs, and that output's phase. */
    private int filled;

    private int newest;
    private int phase;

    SteppingResampler(int from, int to) {
        super(from, to);
        LowPass filter = new LowPass(up(), down());
        this.delay = filter.delay();
        this.phases = new float[up()][];
        for (int p = 0; p < phases.length; p++) {
            phases[p] = oldestFirst(filter.phase(p));
        }
        this.history = phases[0].length - 1;
        this.samples = new short[history + BLOCK];
        forget();
    }

    private static float[] oldestFirst(float[] taps) {
        float[] padded = new float[Math.ceilDiv(taps.length, 4) * 4];
        for (int k = 0; k < taps.length; k++) {
            padded[padded.length - 1 - k] = taps[k];
        }
        return padded;
    }

    @Override
    public int delay() {
        return delay;
    }

    @Override
    int due(int length) {
        long reach = (long) (filled + length - newest) * up() - phase;
        return reach <= 0 ? 0 : Math.toIntExact(Math.ceilDiv(reach, (long) down()));
    }

    @Override
    void run(short[] in, int start, int length, short[] out, int at) {
        int next = start;
        int written = at;
        while (next < start + length) {
            int taken = Math.min(start + length - next, samples.length - filled);
            System.arraycopy(in, next, samples, filled, taken);
            filled += taken;
            next += taken;
            written = step(out, written);
            shift();
        }
    }

    private int step(short[] out, int at) {
        int written = at;
        while (newest < filled) {
            out[written++] = toSample(dot(phases[phase], samples, newest - history));
            phase += down();
            newest += phase / up();
            phase %= up();
        }
        return written;
    }

    private static float dot(float[] taps, short[] samples, int oldest) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int k = 0; k < taps.length; k += 4) {
            sum0 += taps[k] * samples[oldest + k];
            sum1 += taps[k + 1] * samples[oldest + k + 1];
            sum2 += taps[k + 2] * samples[oldest + k + 2];
            sum3 += taps[k + 3] * samples[oldest + k + 3];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    private void shift() {
        int spent = Math.min(newest, filled) - history;
        System.arraycopy(samples, spent, samples, 0, filled - spent);
        filled -= spent;
        newest -= spent;
    }

    @Override
    void forget() {
        Arrays.fill(samples, (short) 0);
        filled = history;
        newest = history;
        phase = 0;
    }
}
