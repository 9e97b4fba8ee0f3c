package io.antiphon.audio;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/** Cuts a stream of samples that arrives in pieces of any length into 20 ms frames. Not for two threads at once. */
public final class Framer {
    private final int rate;
    private short[] samples;
    private int filled;

    /** @param rate samples a second; a multiple of 50 Hz */
    public Framer(int rate) {
        this.rate = rate;
        this.samples = Frame.silence(rate).samples();
    }

    /** Takes {@code length} samples of {@code in} from {@code from} and hands on each frame they complete. */
    public void push(short[] in, int from, int length, Consumer<Frame> frames) {
        Objects.checkFromIndexSize(from, length, in.length);
        int next = from;
        while (next < from + length) {
            int taken = Math.min(from + length - next, samples.length - filled);
            System.arraycopy(in, next, samples, filled, taken);
            filled += taken;
            next += taken;
            if (filled == samples.length) {
                handOn(frames);
            }
        }
    }

    /** Ends the stream: what is left is handed on as one more frame, filled up with silence. */
    public void flush(Consumer<Frame> frames) {
        if (filled > 0) {
            Arrays.fill(samples, filled, samples.length, (short) 0);
            handOn(frames);
        }
    }

    /** Forgets the samples that wait for the next frame. */
    public void reset() {
        filled = 0;
    }

    private void handOn(Consumer<Frame> frames) {
        Frame frame = new Frame(samples, rate);
        samples = new short[samples.length];
        filled = 0;
        frames.accept(frame);
    }
}
