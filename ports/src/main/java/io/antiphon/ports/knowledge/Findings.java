package io.antiphon.ports.knowledge;

import java.util.List;

/**
 * What was found.
 *
 * @param passages best first
 * @param confidence calibrated chance, 0 to 1, that the passages answer the question
 * @param answerable whether the confidence is above the threshold at which this knowledge may be spoken from; below
 *     it the agent says that it does not know
 */
public record Findings(List<Passage> passages, double confidence, boolean answerable) {
    private static final Findings NONE = new Findings(List.of(), 0, false);

    public Findings {
        passages = List.copyOf(passages);
    }

    /** Nothing was looked for or nothing is there. */
    public static Findings none() {
        return NONE;
    }
}
