package io.antiphon.audio;

import java.util.Objects;

/**
 * Changes the sampling rate of one stream of 16-bit samples as it arrives.
 *
 * <h2>What it does</h2>
 *
 * Going from {@code from} to {@code to} hertz is, on paper, three steps: put {@code up - 1} zeros after each sample,
 * low-pass at the lower of the two Nyquist frequencies, keep each {@code down}-th sample, with {@code to / from =
 * up / down} in lowest terms. Nearly all of that work is multiplication by zero or thrown away. What is left is a
 * <em>polyphase</em> filter: output {@code n} is the dot product of the newest input samples with one of {@code up}
 * short filters, the phase {@code n * down mod up} of {@link LowPass}.
 *
 * <h2>Why a stream must keep its past</h2>
 *
 * Resampling each 20 ms piece by itself lets the filter meet an edge fifty times a second; that costs 60 dB and is
 * heard as a rattle. A resampler therefore belongs to one stream and carries the filter's past from call to call.
 * Every output sample is computed by the same additions in the same order wherever the pieces were cut, so the
 * concatenated output is bit for bit that of a single call, for any cut.
 *
 * <h2>Delay</h2>
 *
 * The filter is symmetric and so needs as much future as past: 26 samples of the slower rate, 3.25 ms when that is
 * 8 kHz, 1.6 ms at 16 kHz. The delay is not hidden: {@link #delay()} names it in output samples. {@link #flush} pushes
 * it out at the end, after which {@code ceil(in * to / from) + delay()} samples have come out. Drop the first
 * {@code delay()} of them and the output lines up with the input.
 *
 * <h2>Two engines</h2>
 *
 * For small ratios (all pairs of 8, 16, 24 and 48 kHz) {@link PlanarResampler} turns the loops inside out so that the
 * JIT compiler turns them into vector instructions. Anything else (22,050 Hz from some voices is 160/441 of 8 kHz)
 * goes through {@link SteppingResampler}, plain dot products, a few times slower. Equal rates are copied.
 *
 * <p>Not for use by two threads at once. No call allocates but {@link #flush}.
 */
public abstract sealed class Resampler permits CopyingResampler, PlanarResampler, SteppingResampler {
    public static final int LOWEST_RATE = 4_000;
    public static final int HIGHEST_RATE = 192_000;

    private final int from;
    private final int to;
    private final int up;
    private final int down;
    private long consumed;
    private long produced;

    Resampler(int from, int to) {
        int common = gcd(from, to);
        this.from = from;
        this.to = to;
        this.up = to / common;
        this.down = from / common;
    }

    /**
     * A resampler for one stream.
     *
     * @param from samples a second that come in, 4,000 to 192,000
     * @param to samples a second that go out, 4,000 to 192,000
     * @throws IllegalArgumentException when a rate is outside that range
     */
    public static Resampler between(int from, int to) {
        check("from", from);
        check("to", to);
        if (from == to) {
            return new CopyingResampler(from);
        }
        int common = gcd(from, to);
        return Math.max(from, to) / common <= PlanarResampler.LARGEST_RATIO
                ? new PlanarResampler(from, to)
                : new SteppingResampler(from, to);
    }

    /**
     * Takes {@code length} samples of {@code in} from {@code start} and writes what they complete to {@code out} at
     * {@code at}.
     *
     * @return the number of samples written, at most {@link #maxOutput maxOutput(length)}
     * @throws IndexOutOfBoundsException when a range leaves its array; nothing has been taken then
     */
    public final int resample(short[] in, int start, int length, short[] out, int at) {
        Objects.checkFromIndexSize(start, length, in.length);
        int due = due(length);
        Objects.checkFromIndexSize(at, due, out.length);
        run(in, start, length, out, at);
        consumed += length;
        produced += due;
        return due;
    }

    /**
     * One frame in, one frame out: twenty milliseconds stay twenty milliseconds.
     *
     * @throws IllegalArgumentException when the frame has another rate than this resampler takes, or when 20 ms of
     *     either rate is not a whole number of samples (11,025 Hz: use the array form and a {@link Framer})
     */
    public final Frame resample(Frame frame) {
        if (frame.rate() != from) {
            throw new IllegalArgumentException("this resampler takes " + from + " Hz, not " + frame.rate() + " Hz");
        }
        int length = frame.samples().length;
        if (due(length) != Frame.length(to)) {
            throw new IllegalArgumentException(
                    "frames do not fall on whole samples here: use the array form and a Framer");
        }
        short[] samples = new short[Frame.length(to)];
        resample(frame.samples(), 0, length, samples, 0);
        return new Frame(samples, to);
    }

    /**
     * Ends the stream: writes the samples still inside the filter and leaves the resampler as new.
     *
     * @return the number of samples written, at most {@link #maxFlush()}
     * @throws IndexOutOfBoundsException when {@code out} is too short
     */
    public final int flush(short[] out, int at) {
        int due = Math.toIntExact(Math.ceilDiv(consumed * up, (long) down) + delay() - produced);
        Objects.checkFromIndexSize(at, due, out.length);
        int silence = Math.ceilDiv(due * down, up) + down;
        short[] rest = new short[maxOutput(silence)];
        run(new short[silence], 0, silence, rest, 0);
        System.arraycopy(rest, 0, out, at, due);
        reset();
        return due;
    }

    /** Forgets the stream; the next sample is the first of a new one. */
    public final void reset() {
        consumed = 0;
        produced = 0;
        forget();
    }

    /** The most samples that {@code length} samples of input can complete, whatever came before. */
    public final int maxOutput(int length) {
        return Math.toIntExact(Math.ceilDiv((long) length * up, (long) down) + up);
    }

    /** The most samples that {@link #flush} can write. */
    public final int maxFlush() {
        return delay() + up;
    }

    /** Group delay, in output samples. */
    public abstract int delay();

    /** Group delay, in microseconds. */
    public final int latencyMicros() {
        return (int) Math.round(delay() * 1e6 / to);
    }

    /** Samples a second that come in. */
    public final int from() {
        return from;
    }

    /** Samples a second that go out. */
    public final int to() {
        return to;
    }

    /** Output samples for one group of {@link #down()} input samples: the ratio in lowest terms. */
    final int up() {
        return up;
    }

    final int down() {
        return down;
    }

    /** Exactly how many samples the next {@code length} samples of input complete. */
    abstract int due(int length);

    /** Takes all of the input and writes exactly {@link #due} samples; the ranges have been checked. */
    abstract void run(short[] in, int start, int length, short[] out, int at);

    abstract void forget();

    /** Rounds to the nearest 16-bit sample; what is louder than full scale is clipped. */
    static short toSample(float value) {
        float clipped = Math.max(-32768f, Math.min(32767f, value));
        // Adding half and cutting off rounds to nearest only above zero, hence the detour.
        return (short) ((int) (clipped + 32768.5f) - 32768);
    }

    static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static void check(String name, int rate) {
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    name + " is " + rate + " Hz; give a rate from " + LOWEST_RATE + " to " + HIGHEST_RATE + " Hz");
        }
    }
}
