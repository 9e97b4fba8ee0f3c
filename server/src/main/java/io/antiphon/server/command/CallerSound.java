package io.antiphon.server.command;

import io.antiphon.audio.Resampler;
import io.antiphon.audio.WavReader;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.local.voice.FreeTts;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a caller says in one turn, as sound: mono, linear 16 bit. */
final class CallerSound {
    private static final int LONGEST_SECONDS = 120;

    private final short[] samples;
    private final int rate;

    private CallerSound(short[] samples, int rate) {
        this.samples = samples;
        this.rate = rate;
    }

    /** Says {@code text} with the embedded English voice. */
    static CallerSound spoken(String text) {
        Collected collected = new Collected();
        try (Voice voice = new FreeTts().open(new VoiceSettings("en", null, 1, 16_000))) {
            voice.speak(text, collected);
        } catch (ProviderFailure failure) {
            throw new CommandFailure(AntiphonCommand.FAILED, failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(AntiphonCommand.FAILED, "stopped");
        }
        return new CallerSound(Arrays.copyOf(collected.samples, collected.length), collected.rate);
    }

    /** Reads a WAV file; of a stereo file the left side. */
    static CallerSound read(Path file) throws IOException {
        try (WavReader wav = new WavReader(new BufferedInputStream(Files.newInputStream(file)))) {
            short[] interleaved = new short[LONGEST_SECONDS * wav.rate() * wav.channels()];
            int length = 0;
            for (int read = wav.read(interleaved, 0, interleaved.length);
                    read > 0;
                    read = wav.read(interleaved, length, interleaved.length - length)) {
                length += read;
                if (length == interleaved.length) {
                    throw new IOException("longer than " + LONGEST_SECONDS + " s; cut it into several turns");
                }
            }
            short[] left = new short[length / wav.channels()];
            for (int i = 0; i < left.length; i++) {
                left[i] = interleaved[i * wav.channels()];
            }
            return new CallerSound(left, wav.rate());
        }
    }

    /** The same at another rate. */
    short[] at(int wanted) {
        Resampler resampler = Resampler.between(rate, wanted);
        short[] out = new short[resampler.maxOutput(samples.length) + resampler.maxFlush()];
        int length = resampler.resample(samples, 0, samples.length, out, 0);
        length += resampler.flush(out, length);
        return Arrays.copyOf(out, length);
    }

    private static final class Collected implements Voice.Sink {
        private short[] samples = new short[16_000];
        private int length;
        private int rate = 16_000;

        @Override
        public void audio(short[] more, int moreRate) {
            rate = moreRate;
            if (length + more.length > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(2 * samples.length, length + more.length));
            }
            System.arraycopy(more, 0, samples, length, more.length);
            length += more.length;
        }
    }
}
