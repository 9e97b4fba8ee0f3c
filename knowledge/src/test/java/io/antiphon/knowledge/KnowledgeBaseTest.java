package io.antiphon.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeBaseTest {
    @TempDir
    Path folder;

    private final CountingEmbedder embedder = new CountingEmbedder();

    @Test
    void putsThePassageThatAnswersFirst() throws Exception {
        try (var base = KnowledgeBase.open(folder, Pages.all(), embedder)) {
            assertThat(first(base, "how do i stop hiccups", "en")).isEqualTo("hiccups.md");
            assertThat(first(base, "how often should i turn her", "en-IN")).isEqualTo("sores.md");
        }
    }

    @Test
    void keepsTheEmbedderOutOfLanguagesItDoesNotSpeak() throws Exception {
        try (var base = KnowledgeBase.open(folder, Pages.all(), embedder)) {
            assertThat(embedder.asked).hasValue(3);
            assertThat(first(base, "दर्द में क्या करें", "hi-IN")).isEqualTo("dard.md");
            assertThat(embedder.asked).hasValue(3);
        }
    }

    @Test
    void embedsNothingAgainAtALaterStart() throws Exception {
        KnowledgeBase.open(folder, Pages.all(), embedder).close();
        KnowledgeBase.open(folder, Pages.all(), embedder).close();
        assertThat(embedder.asked).hasValue(3);
    }

    @Test
    void embedsOnlyWhatIsNewWhenDocumentsAreReplaced() throws Exception {
        try (var base = KnowledgeBase.open(folder, List.of(Pages.HICCUPS, Pages.SORES), embedder)) {
            base.replace(List.of(Pages.SORES, Pages.COUGH));
            assertThat(embedder.asked).hasValue(3);
            assertThat(first(base, "is honey good for cough", "en")).isEqualTo("cough.md");
            assertThat(find(base, "hiccups", "en").passages())
                    .noneMatch(passage -> passage.document().equals("hiccups.md"));
        }
        assertThat(editions()).hasSize(1);
    }

    @Test
    void buildsAnewWhatWasDamaged() throws Exception {
        KnowledgeBase.open(folder, Pages.all(), embedder).close();
        try (Stream<Path> files = Files.list(editions().getFirst())) {
            Path victim = files.filter(file -> file.toString().endsWith(".fdt"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(victim);
            bytes[bytes.length / 2] ^= 0x55;
            Files.write(victim, bytes);
        }
        try (var base = KnowledgeBase.open(folder, Pages.all(), embedder)) {
            assertThat(first(base, "how do i stop hiccups", "en")).isEqualTo("hiccups.md");
        }
    }

    @Test
    void clearsAwayWhatACrashLeft() throws Exception {
        Files.createDirectories(folder.resolve("printing-123/edition"));
        Files.writeString(folder.resolve("printing-123/edition/segments_1"), "half");
        KnowledgeBase.open(folder, Pages.all(), embedder).close();
        assertThat(editions()).hasSize(1);
    }

    @Test
    void answersWhileDocumentsAreReplaced() throws Exception {
        try (var base = KnowledgeBase.open(folder, List.of(Pages.HICCUPS), embedder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new AtomicBoolean();
            var callers = new ArrayList<Future<?>>();
            for (int i = 0; i < 4; i++) {
                callers.add(threads.submit(() -> {
                    while (!over.get()) {
                        assertThat(first(base, "how do i stop hiccups", "en")).isEqualTo("hiccups.md");
                    }
                    return null;
                }));
            }
            for (int i = 0; i < 10; i++) {
                base.replace(i % 2 == 0 ? Pages.all() : List.of(Pages.HICCUPS));
            }
            over.set(true);
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
    }

    @Test
    void understandsAQuestionThatLeansOnWhatWasSaid() throws Exception {
        try (var base = KnowledgeBase.openByWords(folder, Pages.all())) {
            Findings findings = base.find(new Question("and what about it", "Pressure sores come early.", "en", 1));
            assertThat(findings.passages().getFirst().document()).isEqualTo("sores.md");
        }
    }

    @Test
    void refusesWhatStandsNowhere() throws Exception {
        try (var base = KnowledgeBase.openByWords(folder, Pages.all())) {
            assertThat(find(base, "who won the cricket match", "en").answerable())
                    .isFalse();
            assertThat(find(base, "what stops hiccups", "en").answerable()).isTrue();
        }
    }

    @Test
    void isEmptyWithoutDocuments() throws Exception {
        try (var base = KnowledgeBase.open(folder, List.of(), embedder)) {
            assertThat(find(base, "hiccups", "en")).isEqualTo(Findings.none());
        }
    }

    @Test
    void saysThatItIsClosed() throws Exception {
        var base = KnowledgeBase.open(folder, Pages.all(), embedder);
        base.close();
        assertThatThrownBy(() -> find(base, "hiccups", "en"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private List<Path> editions() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static String first(KnowledgeBase base, String text, String language) throws InterruptedException {
        return find(base, text, language).passages().getFirst().document();
    }

    private static Findings find(KnowledgeBase base, String text, String language) throws InterruptedException {
        return base.find(new Question(text, "", language, 5));
    }
}
