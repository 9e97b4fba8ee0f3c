package io.antiphon.server;

import io.antiphon.audio.Resampler;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.local.voice.FreeTts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What callers of tests say, in the embedded voice. */
final class Speech {
    private static final FreeTts VOICES = new FreeTts();

    private Speech() {}

    /** Reads the voice in, so that no caller is silent for as long as that takes on a busy machine. */
    static void prepare() {
        if (Prepared.SAMPLES == 0) {
            throw new IllegalStateException("the voice of the tests says nothing");
        }
    }

    private static final class Prepared {
        private static final int SAMPLES = spoken();

        private static int spoken() {
            try {
                return of("Hello.", 16_000).length;
            } catch (ProviderFailure failure) {
                throw new IllegalStateException(failure);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
    }

    /** {@code text} as mono samples at {@code rate}. */
    static short[] of(String text, int rate) throws ProviderFailure, InterruptedException {
        var collected = new Collected();
        try (Voice voice = VOICES.open(new VoiceSettings("en", null, 1, 16_000))) {
            voice.speak(text, collected);
        }
        return at(collected.samples(), collected.rate, rate);
    }

    /** The same sound at another rate. */
    static short[] at(short[] samples, int rate, int wanted) {
        if (rate == wanted) {
            return samples;
        }
        Resampler resampler = Resampler.between(rate, wanted);
        short[] out = new short[resampler.maxOutput(samples.length) + resampler.maxFlush()];
        int length = resampler.resample(samples, 0, samples.length, out, 0);
        length += resampler.flush(out, length);
        return Arrays.copyOf(out, length);
    }

    private static final class Collected implements Voice.Sink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int rate = 16_000;

        @Override
        public void audio(short[] more, int moreRate) {
            rate = moreRate;
            var buffer = ByteBuffer.allocate(2 * more.length);
            buffer.asShortBuffer().put(more);
            bytes.writeBytes(buffer.array());
        }

        short[] samples() {
            var samples = new short[bytes.size() / 2];
            ByteBuffer.wrap(bytes.toByteArray()).asShortBuffer().get(samples);
            return samples;
        }
    }
}
