package io.antiphon.audio;

import java.util.Objects;

/**
 * How loud samples are, in dB below full scale (dBFS): 0 is a square wave of the largest samples, a sine of that peak
 * has an RMS of -3.01, and digital silence counts as {@link #SILENCE}.
 */
public final class Level {
    /** Level of digital silence; no other sound is as quiet. */
    public static final double SILENCE = -120;

    private static final double FULL_SCALE = 32_768;

    private Level() {}

    /** Root mean square of a frame, in dBFS. */
    public static double rms(Frame frame) {
        return rms(frame.samples(), 0, frame.samples().length);
    }

    /** Root mean square of {@code length} samples from {@code from}, in dBFS. */
    public static double rms(short[] samples, int from, int length) {
        Objects.checkFromIndexSize(from, length, samples.length);
        long sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += samples[i] * samples[i];
        }
        return sum == 0 ? SILENCE : 10 * Math.log10(sum / (FULL_SCALE * FULL_SCALE * length));
    }

    /** Largest magnitude in a frame, in dBFS. */
    public static double peak(Frame frame) {
        return peak(frame.samples(), 0, frame.samples().length);
    }

    /** Largest magnitude among {@code length} samples from {@code from}, in dBFS. */
    public static double peak(short[] samples, int from, int length) {
        Objects.checkFromIndexSize(from, length, samples.length);
        int largest = 0;
        for (int i = from; i < from + length; i++) {
            largest = Math.max(largest, Math.abs((int) samples[i]));
        }
        return largest == 0 ? SILENCE : 20 * Math.log10(largest / FULL_SCALE);
    }
}
