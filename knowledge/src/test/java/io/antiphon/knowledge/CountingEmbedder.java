package io.antiphon.knowledge;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.knowledge.Embedder;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** An embedder of words hashed into 64 numbers, English only, that counts what it is asked. */
final class CountingEmbedder implements Embedder {
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

    final AtomicInteger asked = new AtomicInteger();

    @Override
    public ProviderDescription description() {
        return new ProviderDescription("counting", true, Set.of("en"), "for tests");
    }

    @Override
    public int dimensions() {
        return 64;
    }

    @Override
    public float[] embed(String text) {
        asked.incrementAndGet();
        float[] vector = new float[64];
        vector[0] = 0.1f;
        NO_LETTERS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .forEach(word -> vector[Math.floorMod(word.hashCode(), 64)] += 1);
        double length = 0;
        for (float number : vector) {
            length += number * number;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }
}
