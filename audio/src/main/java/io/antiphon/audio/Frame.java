package io.antiphon.audio;

import java.util.Arrays;

/**
 * Twenty milliseconds of mono sound: {@code rate / 50} linear 16-bit samples, the unit in which a call keeps time.
 *
 * <p>A frame owns its array and never changes; whoever hands one over keeps no reference to the samples.
 */
public final class Frame {
    /** Length of every frame, in milliseconds. */
    public static final int MILLIS = 20;

    /** Frames in a second. */
    public static final int PER_SECOND = 1000 / MILLIS;

    private final short[] samples;
    private final int rate;
    private final boolean missing;

    /**
     * @param samples exactly {@code rate / 50} samples, which the frame takes over
     * @param rate samples a second; a multiple of 50 Hz
     * @throws IllegalArgumentException when the number of samples does not fit the rate
     */
    public Frame(short[] samples, int rate) {
        this(samples, rate, false);
    }

    private Frame(short[] samples, int rate, boolean missing) {
        if (rate <= 0 || rate % PER_SECOND != 0 || samples.length != rate / PER_SECOND) {
            throw new IllegalArgumentException(
                    "a frame at " + rate + " Hz holds " + rate / PER_SECOND + " samples, not " + samples.length);
        }
        this.samples = samples;
        this.rate = rate;
        this.missing = missing;
    }

    /** Silence in place of sound that has not come: it keeps the clock going and says nothing of the far end. */
    public static Frame missing(int rate) {
        return new Frame(new short[rate / PER_SECOND], rate, true);
    }

    /** A frame of digital silence at {@code rate} samples a second. */
    public static Frame silence(int rate) {
        return new Frame(new short[rate / PER_SECOND], rate);
    }

    /** Number of samples in a frame at {@code rate} samples a second. */
    public static int length(int rate) {
        return rate / PER_SECOND;
    }

    /** The samples themselves: read them, do not write to them. */
    public short[] samples() {
        return samples;
    }

    /** Samples a second. */
    public int rate() {
        return rate;
    }

    /** Whether this frame only stands in for sound that has not come. */
    public boolean isMissing() {
        return missing;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame frame
                && frame.rate == rate
                && frame.missing == missing
                && Arrays.equals(frame.samples, samples);
    }

    @Override
    public int hashCode() {
        return 31 * rate + Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return "Frame[" + samples.length + " samples at " + rate + " Hz]";
    }
}
