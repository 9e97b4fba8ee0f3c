package io.antiphon.providers.local.embedding;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.knowledge.Embedder;
import java.util.Set;

/**
 * The sentence embedding all-MiniLM-L6-v2, quantised, inside this process: 384 numbers, English only. Loaded at the
 * first text; one session serves every thread.
 */
public final class MiniLm implements Embedder {
    private static final int DIMENSIONS = 384;

    /** More than the model's window of 510 word pieces holds of ordinary English; what is beyond is cut off. */
    private static final int LONGEST = 2_000;

    private static final ProviderDescription DESCRIPTION = new ProviderDescription(
            "all-minilm-l6-v2",
            true,
            Set.of("en"),
            "English only: neighbours in any other language mean nothing, so it must not be asked in one.");

    @Override
    public ProviderDescription description() {
        return DESCRIPTION;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public float[] embed(String text) {
        String window = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        // The library refuses blank text; a full stop means as little.
        return Model.LOADED.embed(window.isBlank() ? "." : window).content().vector();
    }

    /** The library keeps one session for the whole process; this puts off loading it until it is wanted. */
    private static final class Model {
        /** In the caller's thread: the session itself spreads over the processors. */
        static final AllMiniLmL6V2QuantizedEmbeddingModel LOADED =
                new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    }
}
