package io.antiphon.server.browser;

import io.antiphon.audio.Codec;
import io.antiphon.audio.WavWriter;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.local.voice.FreeTts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** What a caller's microphone gives during a call: sentences in the embedded voice, and silence around them. */
final class SpokenScript {
    private static final int RATE = 16_000;

    private final WavWriter wav;
    private long written;

    private SpokenScript(WavWriter wav) {
        this.wav = wav;
    }

    /** Writes {@code lines} to a WAV file, mono. */
    static void write(Path file, List<Line> lines) throws IOException, ProviderFailure, InterruptedException {
        try (Voice voice = new FreeTts(1).open(new VoiceSettings("en", null, 1, RATE));
                WavWriter wav = WavWriter.to(file, RATE, 1, Codec.PCM16)) {
            var script = new SpokenScript(wav);
            for (var line : lines) {
                script.silenceUntil(line.at());
                voice.speak(line.text(), (samples, rate) -> script.add(samples));
            }
        }
    }

    private void silenceUntil(double second) {
        int samples = Math.toIntExact(Math.round(second * RATE) - written);
        if (samples < 0) {
            throw new IllegalArgumentException("at second " + second + " the line before is still being spoken");
        }
        add(new short[samples]);
    }

    private void add(short[] samples) {
        try {
            wav.write(samples, 0, samples.length);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        written += samples.length;
    }

    /** @param at when it begins, in seconds after the microphone was opened */
    record Line(double at, String text) {}
}
