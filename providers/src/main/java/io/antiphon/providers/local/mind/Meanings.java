package io.antiphon.providers.local.mind;

import io.antiphon.ports.knowledge.Embedder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meanings of sentences as vectors. An agent's knowledge comes up again and again, so they are kept: some 3 MB when
 * full. Serves every thread.
 */
final class Meanings {
    private static final int MOST_KEPT = 2_000;

    private final Embedder embedder;
    private final Map<String, float[]> kept = new ConcurrentHashMap<>();

    Meanings(Embedder embedder) {
        this.embedder = embedder;
    }

    boolean understand(String language) {
        return embedder.description().speaks(language);
    }

    float[] of(String question) {
        return embedder.embed(question);
    }

    /** How near {@code sentence} is to what {@code question} means, -1 to 1. */
    double nearness(String sentence, float[] question) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        float[] own = kept.computeIfAbsent(sentence, embedder::embed);
        double sum = 0;
        for (int i = 0; i < own.length; i++) {
            sum += (double) own[i] * question[i];
        }
        return sum;
    }
}
