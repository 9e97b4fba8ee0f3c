package io.antiphon.providers.local.voice;

import java.util.List;

/** A sentence turned to sound: mono linear 16 bit, and where its words lie, where the voice knows. */
final class SpokenSentence {
    private final short[] samples;
    private final int rate;
    private final List<Word> words;

    /** @param samples taken over */
    SpokenSentence(short[] samples, int rate, List<Word> words) {
        this.samples = samples;
        this.rate = rate;
        this.words = List.copyOf(words);
    }

    short[] samples() {
        return samples;
    }

    int rate() {
        return rate;
    }

    List<Word> words() {
        return words;
    }

    int millis() {
        return (int) (samples.length * 1000L / rate);
    }

    /**
     * @param from index of its first character in the sentence
     * @param to index after its last
     */
    record Word(int from, int to, int startMillis, int endMillis) {}
}
