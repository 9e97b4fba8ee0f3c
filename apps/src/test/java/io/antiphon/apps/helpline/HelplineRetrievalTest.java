package io.antiphon.apps.helpline;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.knowledge.KnowledgeBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures on the test split, printed. The bounds are loose: they catch what breaks, not what drifts. */
class HelplineRetrievalTest {
    @TempDir
    static Path folder;

    private static KnowledgeBase both;
    private static KnowledgeBase words;

    @BeforeAll
    static void open() throws IOException {
        both = KnowledgeBase.open(folder.resolve("both"), SampleKnowledge.documents(), new MiniLm());
        words = KnowledgeBase.openByWords(folder.resolve("words"), SampleKnowledge.documents());
    }

    @AfterAll
    static void close() throws IOException {
        both.close();
        words.close();
    }

    @Test
    void findsThePageThatAnswersAndRefusesWhatNoneAnswers() throws InterruptedException {
        Figures figures = measure("words and meaning, as said", both, AskedQuestion.test());
        assertThat(figures.recallAt1().mean()).isGreaterThan(0.7);
        assertThat(figures.recallAt5().mean()).isGreaterThan(0.88);
        assertThat(figures.falseAnswers().mean()).isLessThan(0.2);
        assertThat(figures.falseRefusals().mean()).isLessThan(0.5);
    }

    @Test
    void standsWordsThatWereMisheard() throws InterruptedException {
        Figures figures = measure("words and meaning, misheard", both, misheard());
        assertThat(figures.recallAt5().mean()).isGreaterThan(0.65);
        assertThat(figures.falseAnswers().mean()).isLessThan(0.2);
    }

    @Test
    void servesWithoutAnEmbedder() throws InterruptedException {
        Figures figures = measure("words alone, as said", words, AskedQuestion.test());
        measure("words alone, misheard", words, misheard());
        assertThat(figures.recallAt5().mean()).isGreaterThan(0.7);
        assertThat(figures.falseAnswers().mean()).isLessThan(0.2);
    }

    private static List<AskedQuestion> misheard() {
        var ear = new Mishearing(2);
        return AskedQuestion.test().stream()
                .map(asked -> asked.heardAs(ear.hear(asked.text())))
                .toList();
    }

    private static Figures measure(String name, KnowledgeBase knowledge, List<AskedQuestion> questions)
            throws InterruptedException {
        Figures figures = Figures.of(knowledge, questions);
        System.out.println(name + ": " + figures);
        return figures;
    }
}
