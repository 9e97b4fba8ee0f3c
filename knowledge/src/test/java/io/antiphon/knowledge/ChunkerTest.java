package io.antiphon.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    @Test
    void overlapsByWholeSentences() {
        var sentences = new StringBuilder();
        for (int i = 10; i < 60; i++) {
            sentences.append("This is sentence number ").append(i).append(" of the page. ");
        }
        List<Chunk> chunks = Chunker.DEFAULT.cut(Pages.page("a.md", "A", "en", sentences.toString()));
        assertThat(chunks).hasSizeGreaterThan(1).allSatisfy(chunk -> {
            assertThat(chunk.text())
                    .hasSizeLessThanOrEqualTo(1000)
                    .startsWith("This is")
                    .endsWith("page.");
        });
        String first = chunks.get(0).text();
        String second = chunks.get(1).text();
        String lastOfFirst = first.substring(first.lastIndexOf("This is"));
        assertThat(second).contains(lastOfFirst);
        assertThat(second.indexOf(lastOfFirst) + lastOfFirst.length()).isBetween(1, 200);
    }

    @Test
    void keepsHeadingAndPage() {
        var document = new Document(
                "a.pdf",
                "A",
                "en-IN",
                List.of(new Section("One", 3, List.of("x.")), new Section("A", 4, List.of("y."))));
        assertThat(Chunker.DEFAULT.cut(document))
                .containsExactly(
                        new Chunk("a.pdf", "A", "en", "One", 3, "x."), new Chunk("a.pdf", "A", "en", "", 4, "y."));
    }

    @Test
    void cutsBetweenWordsWhereThereIsNoSentence() {
        assertThat(Chunker.DEFAULT.cut(Pages.page("a.md", "A", "en", "word ".repeat(600))))
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        chunk -> assertThat(chunk.text()).matches("(word ?)+").hasSizeLessThanOrEqualTo(1000));
    }

    @Test
    void knowsAbbreviationsAndTheDanda() {
        assertThat(Sentences.of("Ask Dr. Rao first. Then call.", "en"))
                .containsExactly("Ask Dr. Rao first.", "Then call.");
        assertThat(Sentences.of("दर्द है। डॉक्टर को बताइए।", "hi")).containsExactly("दर्द है।", "डॉक्टर को बताइए।");
    }
}
