package io.antiphon.providers.local.embedding;

import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.testkit.EmbedderContract;

class MiniLmTest extends EmbedderContract {
    @Override
    protected Embedder embedder() {
        return new MiniLm();
    }
}
