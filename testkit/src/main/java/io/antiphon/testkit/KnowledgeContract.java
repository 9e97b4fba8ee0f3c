package io.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.knowledge.Passage;
import io.antiphon.ports.knowledge.Question;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Knowledge} keeps. The one under test must hold at least three passages about {@link #subject()}. */
public abstract class KnowledgeContract {
    /** The knowledge under test. */
    protected abstract Knowledge knowledge() throws Exception;

    /** A question in English that the knowledge can answer. */
    protected abstract String subject();

    @Test
    void findsPassagesBestFirst() throws Exception {
        List<Passage> passages = knowledge().find(question(subject(), 3)).passages();
        assertThat(passages).isNotEmpty();
        for (int i = 1; i < passages.size(); i++) {
            assertThat(passages.get(i).score())
                    .isLessThanOrEqualTo(passages.get(i - 1).score());
        }
    }

    @Test
    void givesNoMorePassagesThanAskedFor() throws Exception {
        assertThat(knowledge().find(question(subject(), 1)).passages()).hasSize(1);
        assertThat(knowledge().find(question(subject(), 2)).passages()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void passagesCanBeCited() throws Exception {
        for (Passage passage : knowledge().find(question(subject(), 3)).passages()) {
            assertThat(passage.document()).isNotBlank();
            assertThat(passage.title()).isNotBlank();
            assertThat(passage.text()).isNotBlank();
            assertThat(passage.page()).isPositive();
            assertThat(passage.score()).isBetween(0.0, 1.0);
            assertThat(passage.hash()).isEqualTo(hash(passage.text()));
        }
    }

    @Test
    void isConfidentWithinBounds() throws Exception {
        for (String text : List.of(subject(), "zebra crossing in reykjavik", "")) {
            assertThat(knowledge().find(question(text, 3)).confidence()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void standsAnyWords() throws Exception {
        for (String text :
                List.of("", " ", "?!", "AND OR NOT (", "a:b* \"c", "दर्द में क्या करें", "😀", "pain ".repeat(2000))) {
            assertThat(knowledge().find(question(text, 3)).passages()).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void standsAnyLanguage() throws Exception {
        for (String language : List.of("en", "en-IN", "hi-IN", "mr", "ta-IN", "xx")) {
            Findings findings = knowledge().find(new Question(subject(), "", language, 3));
            assertThat(findings.confidence()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void givesTheSameAnswerToTheSameQuestion() throws Exception {
        assertThat(knowledge().find(question(subject(), 3)))
                .isEqualTo(knowledge().find(question(subject(), 3)));
    }

    @Test
    void servesManyCallsAtOnce() throws Exception {
        Knowledge knowledge = knowledge();
        Findings alone = knowledge.find(question(subject(), 3));
        var calls = new ArrayList<Callable<Findings>>();
        for (int i = 0; i < 32; i++) {
            calls.add(() -> knowledge.find(question(subject(), 3)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Findings> call : threads.invokeAll(calls, 30, TimeUnit.SECONDS)) {
                assertThat(call.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void givesUpWhenInterrupted() throws Exception {
        Knowledge knowledge = knowledge();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> knowledge.find(question(subject(), 3))).isInstanceOf(InterruptedException.class);
        } finally {
            Thread.interrupted();
        }
    }

    private static Question question(String text, int limit) {
        return new Question(text, "", "en", limit);
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, 16);
    }
}
