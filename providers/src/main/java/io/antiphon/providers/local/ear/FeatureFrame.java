package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.frontend.FloatData;
import io.antiphon.providers.local.ear.Codebooks.Nearest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Ten milliseconds of speech as the acoustic model sees it, with the scores already worked out for it. */
final class FeatureFrame extends FloatData {
    private static final long serialVersionUID = 1L;

    private final transient Codebooks codebooks;
    private final transient @Nullable Nearest[] nearest;
    private final transient float[] scores;

    /** @param values 13 cepstra, 13 first and 13 second differences */
    FeatureFrame(float[] values, long number, Codebooks codebooks) {
        super(values, Cepstra.RATE, number * Cepstra.SHIFT);
        this.codebooks = codebooks;
        nearest = new Nearest[codebooks.books()];
        scores = new float[codebooks.senones()];
        Arrays.fill(scores, Float.NaN);
    }

    /** Log score of a senone, worked out once. */
    float score(int senone) {
        float score = scores[senone];
        if (Float.isNaN(score)) {
            score = codebooks.score(this, senone);
            scores[senone] = score;
        }
        return score;
    }

    @Nullable
    Nearest nearest(int book) {
        return nearest[book];
    }

    void keep(int book, Nearest best) {
        nearest[book] = best;
    }
}
