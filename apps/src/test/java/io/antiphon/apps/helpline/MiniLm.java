package io.antiphon.apps.helpline;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.knowledge.Embedder;
import java.util.Set;

/** all-MiniLM-L6-v2, quantised, in this process; English. */
final class MiniLm implements Embedder {
    private final AllMiniLmL6V2QuantizedEmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();

    @Override
    public ProviderDescription description() {
        return new ProviderDescription("minilm", true, Set.of("en"), "English only");
    }

    @Override
    public int dimensions() {
        return 384;
    }

    @Override
    public float[] embed(String text) {
        return model.embed(text).content().vector();
    }
}
