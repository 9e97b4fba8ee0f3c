package io.antiphon.knowledge;

import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.testkit.KnowledgeContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeBaseContractTest extends KnowledgeContract {
    @TempDir
    Path folder;

    private KnowledgeBase base;

    @BeforeEach
    void open() throws IOException {
        base = KnowledgeBase.open(folder, Pages.all(), new CountingEmbedder());
    }

    @AfterEach
    void close() throws IOException {
        base.close();
    }

    @Override
    protected Knowledge knowledge() {
        return base;
    }

    @Override
    protected String subject() {
        return "what helps against hiccups";
    }
}
