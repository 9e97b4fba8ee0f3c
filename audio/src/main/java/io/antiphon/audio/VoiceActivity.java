package io.antiphon.audio;

import java.util.Arrays;

/**
 * How likely someone is speaking in one stream, 20 ms at a time. Not for two threads at once.
 *
 * <p>The model judges windows of 32 ms, each with the last 4 ms before it, and carries a state from one to the next. A
 * window in which the {@link EnergyGate} hears nothing is silence without asking the model. What the model remembered
 * is stale by the time the gate opens again, so it then starts from nothing, one window early.
 */
public final class VoiceActivity {
    private static final int WINDOW_MILLIS = 32;
    private static final int CONTEXT_MILLIS = 4;
    private static final float FULL_SCALE = 32_768f;

    private final SileroModel model;
    private final SileroModel.Stream stream;
    private final int rate;
    private final boolean gated;
    private final EnergyGate gate = new EnergyGate();
    private final int context;

    /** The last samples of the window before, then the window that is filling; and the same of the window before. */
    private final float[] window;

    private final float[] before;

    private int filled;
    private boolean admitted;
    private boolean asleep;
    private float probability;
    private long inferences;

    VoiceActivity(SileroModel model, int rate, boolean gated) {
        this.model = model;
        this.stream = model.stream();
        this.rate = rate;
        this.gated = gated;
        this.context = rate / 1000 * CONTEXT_MILLIS;
        this.window = new float[context + rate / 1000 * WINDOW_MILLIS];
        this.before = new float[window.length];
        reset();
    }

    /**
     * Hears the next 20 ms.
     *
     * @return the probability of speech, 0 to 1, in the latest whole window; it lags by at most 32 ms
     * @throws IllegalArgumentException when the frame has another rate than this stream
     */
    public float hear(Frame frame) {
        if (frame.rate() != rate) {
            throw new IllegalArgumentException("this stream has " + rate + " Hz, not " + frame.rate() + " Hz");
        }
        admitted |= !gated || gate.admits(frame);
        for (short sample : frame.samples()) {
            window[context + filled++] = sample / FULL_SCALE;
            if (context + filled == window.length) {
                judge();
            }
        }
        return probability;
    }

    /** The probability of speech that {@link #hear} gave last; 0 before the first window is whole. */
    public float probability() {
        return probability;
    }

    /** How often the model has been asked: what the gate saves is seen here. */
    public long inferences() {
        return inferences;
    }

    /** Forgets the stream. */
    public void reset() {
        Arrays.fill(window, 0);
        Arrays.fill(before, 0);
        gate.reset();
        filled = 0;
        admitted = false;
        asleep = true;
        probability = 0;
    }

    private void judge() {
        if (admitted) {
            if (asleep) {
                stream.forget();
                if (gated) {
                    ask(before);
                }
            }
            probability = ask(window);
        } else {
            probability = 0;
        }
        asleep = !admitted;
        System.arraycopy(window, 0, before, 0, window.length);
        System.arraycopy(window, window.length - context, window, 0, context);
        filled = 0;
        // The rest of this frame is already part of the next window.
        admitted = !gated || gate.isOpen();
    }

    private float ask(float[] samples) {
        inferences++;
        return model.judge(samples, stream);
    }
}
