package io.antiphon.apps.helpline;

import io.antiphon.knowledge.Document;
import io.antiphon.knowledge.DocumentReader;
import io.antiphon.knowledge.Reading;
import io.antiphon.knowledge.SourceFile;
import java.util.List;

/** The sample's pages, read. */
final class SampleKnowledge {
    private SampleKnowledge() {}

    static List<Document> documents() {
        Reading reading = new DocumentReader()
                .readAll(HelplineSample.pages().stream()
                        .map(page -> new SourceFile(page.name(), "en-IN", page.bytes()))
                        .toList());
        if (!reading.refused().isEmpty()) {
            throw new IllegalStateException(reading.refused().getFirst());
        }
        return reading.documents();
    }
}
