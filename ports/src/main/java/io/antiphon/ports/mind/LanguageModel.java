package io.antiphon.ports.mind;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import java.util.function.Consumer;

/** Something that answers. Serves many calls at once and keeps nothing between two prompts. */
public interface LanguageModel {
    ProviderDescription description();

    /**
     * Answers {@code prompt} piece by piece; blocks until the answer is complete. The last piece of a complete answer is
     * one {@link ModelPiece.Done}. Falls silent within 100 ms of an interrupt, after which the sink hears nothing more.
     */
    void answer(Prompt prompt, Consumer<ModelPiece> sink) throws ProviderFailure, InterruptedException;
}
