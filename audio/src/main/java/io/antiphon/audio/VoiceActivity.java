package io.antiphon.audio;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * How likely someone is speaking in one stream, 20 ms at a time. Not for two threads at once.
 *
 * <p>The model judges windows of 32 ms, each with the last 4 ms before it, and carries a state from one to the next. A
 * window in which the {@link EnergyGate} hears nothing is silence without asking the model. What the model remembered
 * is stale by the time the gate opens again, so it then starts from nothing, one window early.
 */
public final class VoiceActivity implements AutoCloseable {
    private static final int WINDOW_MILLIS = 32;
    private static final int CONTEXT_MILLIS = 4;
    private static final int STATE = 2 * 128;
    private static final float FULL_SCALE = 32_768f;

    private final OrtSession session;
    private final int rate;
    private final boolean gated;
    private final EnergyGate gate = new EnergyGate();
    private final int context;

    /** The last samples of the window before, then the window that is filling; and the same of the window before. */
    private final float[] window;

    private final float[] before;

    private final FloatBuffer input;
    private final FloatBuffer output;
    private final FloatBuffer[] states;
    private final OnnxTensor[] tensors;

    /** Inputs and outputs of even and odd runs: what one writes as state, the next one reads. */
    private final Map<String, OnnxTensor>[] inputs;

    private final Map<String, OnnxTensor>[] outputs;

    private int filled;
    private boolean admitted;
    private boolean asleep;
    private int turn;
    private float probability;
    private long inferences;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of generic type can be made in no other way
    VoiceActivity(OrtEnvironment environment, OrtSession session, int rate, boolean gated) {
        if (rate != 8_000 && rate != 16_000) {
            throw new IllegalArgumentException(
                    "voice activity is heard at 8000 or 16000 Hz, not " + rate + " Hz: resample first");
        }
        this.session = session;
        this.rate = rate;
        this.gated = gated;
        this.context = rate / 1000 * CONTEXT_MILLIS;
        this.window = new float[context + rate / 1000 * WINDOW_MILLIS];
        this.before = new float[window.length];
        this.input = floats(window.length);
        this.output = floats(1);
        this.states = new FloatBuffer[] {floats(STATE), floats(STATE)};
        LongBuffer hertz = ByteBuffer.allocateDirect(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer()
                .put(0, rate);
        try {
            OnnxTensor sound = OnnxTensor.createTensor(environment, input, new long[] {1, window.length});
            OnnxTensor speed = OnnxTensor.createTensor(environment, hertz, new long[0]);
            OnnxTensor verdict = OnnxTensor.createTensor(environment, output, new long[] {1, 1});
            OnnxTensor even = OnnxTensor.createTensor(environment, states[0], new long[] {2, 1, 128});
            OnnxTensor odd = OnnxTensor.createTensor(environment, states[1], new long[] {2, 1, 128});
            this.tensors = new OnnxTensor[] {sound, speed, verdict, even, odd};
            this.inputs = new Map[] {
                Map.of("input", sound, "sr", speed, "state", even), Map.of("input", sound, "sr", speed, "state", odd)
            };
            this.outputs =
                    new Map[] {Map.of("output", verdict, "stateN", odd), Map.of("output", verdict, "stateN", even)};
        } catch (OrtException e) {
            throw new IllegalStateException("the voice activity model gave no room for another stream", e);
        }
        reset();
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
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
                clearState();
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

    private void clearState() {
        for (int i = 0; i < STATE; i++) {
            states[turn].put(i, 0);
        }
    }

    private float ask(float[] samples) {
        input.put(0, samples);
        try {
            session.run(inputs[turn], Set.of(), outputs[turn]).close();
        } catch (OrtException e) {
            throw new IllegalStateException("the voice activity model failed", e);
        }
        turn = 1 - turn;
        inferences++;
        return output.get(0);
    }

    @Override
    public void close() {
        for (OnnxTensor tensor : tensors) {
            tensor.close();
        }
    }
}
