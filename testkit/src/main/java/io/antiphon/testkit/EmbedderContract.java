package io.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.ports.knowledge.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Embedder} must do. */
public abstract class EmbedderContract {
    /** The embedder under test. */
    protected abstract Embedder embedder() throws Exception;

    /** A sentence, one of the same meaning in other words, and one about something else. */
    protected List<String> sameSameOther() {
        return List.of(
                "How do I give the medicine to my mother at night?",
                "What is the way to administer my mom's tablets in the evening?",
                "The train to the coast leaves from platform nine.");
    }

    @Test
    void describesItself() throws Exception {
        assertThat(embedder().description().limits()).isNotBlank();
        assertThat(embedder().dimensions()).isPositive();
    }

    @Test
    void givesUnitVectorsOfItsDimensions() throws Exception {
        for (String text : List.of("pain", "What helps against nausea?", "", "   ", "word ".repeat(3_000))) {
            float[] vector = embedder().embed(text);
            assertThat(vector).hasSize(embedder().dimensions());
            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void givesTheSameVectorForTheSameText() throws Exception {
        assertThat(embedder().embed("Is the pharmacy open?"))
                .containsExactly(embedder().embed("Is the pharmacy open?"));
    }

    @Test
    void putsTheSameMeaningNearer() throws Exception {
        List<String> texts = sameSameOther();
        float[] one = embedder().embed(texts.get(0));
        double same = dot(one, embedder().embed(texts.get(1)));
        double other = dot(one, embedder().embed(texts.get(2)));
        assertThat(same).isGreaterThan(other + 0.2);
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        Embedder embedder = embedder();
        float[] alone = embedder.embed("Breathlessness at night");
        List<Future<float[]>> calls = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 0; call < 16; call++) {
                calls.add(threads.submit(() -> embedder.embed("Breathlessness at night")));
            }
        }
        for (var call : calls) {
            assertThat(dot(call.get(), alone)).isCloseTo(1, within(1e-4));
        }
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
