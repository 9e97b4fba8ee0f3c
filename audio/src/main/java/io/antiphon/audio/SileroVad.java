package io.antiphon.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The voice activity model <a href="https://github.com/snakers4/silero-vad">Silero VAD</a> v5: one for the process, a
 * {@link VoiceActivity} for each stream. The thread that asks computes, and any number of threads may ask at once.
 */
public final class SileroVad {
    private static final String MODEL = "silero_vad_v5.onnx";

    private final SileroModel narrow;
    private final SileroModel wide;

    /** Loads the model. */
    public SileroVad() {
        try (InputStream in = SileroVad.class.getResourceAsStream(MODEL)) {
            OnnxConstants constants =
                    new OnnxConstants(Objects.requireNonNull(in, MODEL).readAllBytes());
            narrow = new SileroModel(constants, 8_000, "else");
            wide = new SileroModel(constants, 16_000, "then");
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
        return new VoiceActivity(model(rate), rate, true);
    }

    /** As {@link #listen}, with the model asked about each window, silent or not. */
    public VoiceActivity listenUngated(int rate) {
        return new VoiceActivity(model(rate), rate, false);
    }

    private SileroModel model(int rate) {
        return switch (rate) {
            case 8_000 -> narrow;
            case 16_000 -> wide;
            default ->
                throw new IllegalArgumentException(
                        "voice activity is heard at 8000 or 16000 Hz, not " + rate + " Hz: resample first");
        };
    }
}
