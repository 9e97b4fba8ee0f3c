package io.antiphon.providers.local.voice;

import io.antiphon.ports.speech.Voice;
import java.util.Arrays;

/** Hands a sentence's sound over in pieces short enough to stop between. */
final class Pieces {
    private static final int MILLIS = 100;

    private Pieces() {}

    static void give(SpokenSentence sound, Voice.Sink sink) throws InterruptedException {
        short[] samples = sound.samples();
        int length = sound.rate() * MILLIS / 1000;
        for (int from = 0; from < samples.length; from += length) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            sink.audio(Arrays.copyOfRange(samples, from, Math.min(from + length, samples.length)), sound.rate());
        }
    }
}
