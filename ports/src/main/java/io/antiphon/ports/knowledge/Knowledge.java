package io.antiphon.ports.knowledge;

/** An agent's knowledge. Serves many calls at once. */
@FunctionalInterface
public interface Knowledge {
    /** The passages that may answer {@code question}, best first. Takes some 20 ms. */
    Findings find(Question question) throws InterruptedException;

    /** Knowledge of an agent that has none. */
    Knowledge NONE = question -> Findings.none();
}
