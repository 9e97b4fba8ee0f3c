package io.antiphon.providers.wire;

import io.antiphon.audio.Codec;
import io.antiphon.audio.Frame;
import io.antiphon.audio.Resampler;
import io.antiphon.ports.speech.SpeechToSpeech.Sound;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Lets a caller's speech through to a vendor, in the vendor's form and in base64, and keeps back the silence between:
 * {@link #PREFIX_MILLIS} before a stretch of speech go along with it.
 */
public final class SpeechGate {
    /** Sound before speech was noticed that belongs to it. */
    public static final int PREFIX_MILLIS = 300;

    private final Sound form;
    private final Resampler resampler;
    private final Deque<String> before = new ArrayDeque<>();
    private boolean open;

    public SpeechGate(int lineRate, Sound form) {
        this.form = form;
        this.resampler = Resampler.between(lineRate, form.rate());
    }

    /**
     * Takes 20 ms of the caller.
     *
     * @param speech whether they belong to speech, which also opens the gate
     * @param out takes what goes to the vendor, piece by piece
     */
    public void take(Frame frame, boolean speech, Consumer<String> out) {
        String sound = encoded(frame);
        if (speech) {
            open = true;
        }
        if (!open) {
            before.add(sound);
            if (before.size() > PREFIX_MILLIS / Frame.MILLIS) {
                before.remove();
            }
            return;
        }
        before.forEach(out);
        before.clear();
        out.accept(sound);
    }

    /** The stretch is over. */
    public void close() {
        open = false;
    }

    private String encoded(Frame frame) {
        short[] in = frame.samples();
        short[] out = new short[resampler.maxOutput(in.length)];
        int length = resampler.resample(in, 0, in.length, out, 0);
        byte[] bytes = new byte[length * form.codec().bytesPerSample()];
        form.codec().encode(out, 0, length, bytes, 0);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The samples of a piece of sound in this form. */
    public static short[] decoded(String base64, Codec codec) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        short[] samples = new short[bytes.length / codec.bytesPerSample()];
        codec.decode(bytes, 0, samples.length, samples, 0);
        return samples;
    }
}
