package io.antiphon.knowledge;

import java.util.List;

/** Small documents for tests. */
final class Pages {
    static final Document HICCUPS = page("hiccups.md", "Hiccups", "en", "Most hiccups stop alone. Sip cold water.");
    static final Document SORES =
            page("sores.md", "Pressure sores", "en-IN", "Turn the person every two hours. Keep the sheet dry.");
    static final Document COUGH = page("cough.md", "Cough", "en", "Honey in warm water soothes a dry cough.");
    static final Document HINDI =
            page("dard.md", "दर्द", "hi", "दर्द के बारे में डॉक्टर को बताइए। गरम कपड़ा दर्द कम करता है।");

    private Pages() {}

    static List<Document> all() {
        return List.of(HICCUPS, SORES, COUGH, HINDI);
    }

    static Document page(String name, String title, String language, String... paragraphs) {
        return new Document(name, title, language, List.of(new Section("What helps", 1, List.of(paragraphs))));
    }
}
