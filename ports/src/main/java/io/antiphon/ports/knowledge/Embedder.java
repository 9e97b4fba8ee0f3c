package io.antiphon.ports.knowledge;

import io.antiphon.ports.ProviderDescription;

/** Turns text into a vector whose neighbours mean the same. */
public interface Embedder {
    /** {@link ProviderDescription#languages()} tells for which languages the neighbours make sense. */
    ProviderDescription description();

    int dimensions();

    /** A unit vector of {@link #dimensions()} numbers; text beyond the model's window is cut off. */
    float[] embed(String text);
}
