package io.antiphon.audio;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The voice activity model <a href="https://github.com/snakers4/silero-vad">Silero VAD</a> v5 on ONNX Runtime: one for
 * the process, a {@link VoiceActivity} for each stream. Inference runs in the thread that asks, and any number of
 * threads may ask at once.
 */
public final class SileroVad implements AutoCloseable {
    private static final String MODEL = "silero_vad_v5.onnx";

    private final OrtEnvironment environment;
    private final OrtSession session;

    /**
     * Loads the model.
     *
     * @throws IllegalStateException when ONNX Runtime cannot start on this machine
     */
    public SileroVad() {
        this.environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // A call is parallel to other calls, not within itself.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            this.session = environment.createSession(model(), options);
        } catch (OrtException e) {
            throw new IllegalStateException("the voice activity model did not load", e);
        }
    }

    private static byte[] model() {
        try (InputStream in = SileroVad.class.getResourceAsStream(MODEL)) {
            return Objects.requireNonNull(in, MODEL).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Begins to listen to one stream, with an {@link EnergyGate} before the model.
     *
     * @param rate 8,000 or 16,000 samples a second; resample what has another rate
     */
    public VoiceActivity listen(int rate) {
        return new VoiceActivity(environment, session, rate, true);
    }

    /** As {@link #listen}, with the model asked about each window, silent or not. */
    public VoiceActivity listenUngated(int rate) {
        return new VoiceActivity(environment, session, rate, false);
    }

    /** Frees the model; every {@link VoiceActivity} must have been closed before. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the voice activity model did not close", e);
        }
    }
}
