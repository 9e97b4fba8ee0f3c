package io.antiphon.apps.helpline;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.knowledge.Calibration;
import io.antiphon.knowledge.Examination;
import io.antiphon.knowledge.Judged;
import io.antiphon.knowledge.KnowledgeBase;
import io.antiphon.knowledge.LogisticFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the shipped calibration anew from the development split, said and misheard. From the root of the sources:
 *
 * <pre>
 * mvn -pl apps -am test -Dtest=RefusalCalibration -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dantiphon.calibration=$PWD/knowledge/src/main/resources/io/antiphon/knowledge/calibration.properties
 * </pre>
 */
@Tag("calibration")
@EnabledIfSystemProperty(named = "antiphon.calibration", matches = ".+")
class RefusalCalibration {
    /** Of the questions nothing here answers, this share may be answered all the same. */
    private static final double FALSE_ANSWERS = 0.10;

    /** Chosen on the development split among 0.4, 0.5, 0.6 and 0.7 by mean reciprocal rank. */
    private static final double MEANING_SHARE = 0.5;

    private static final int PASSAGES_READ = 3;
    private static final int TIMES_MISHEARD = 2;

    @Test
    void writesTheCalibration(@TempDir Path folder) throws Exception {
        String written = fit(folder);
        Files.writeString(Path.of(System.getProperty("antiphon.calibration")), written);
        assertThat(written).contains("both.threshold=");
    }

    static String fit(Path folder) throws IOException, InterruptedException {
        Calibration start = Calibration.shipped();
        var weighed = new Calibration(MEANING_SHARE, start.both(), start.words());
        var documents = SampleKnowledge.documents();
        try (var both = KnowledgeBase.open(folder.resolve("both"), documents, new MiniLm(), weighed);
                var words = KnowledgeBase.openByWords(folder.resolve("words"), documents, weighed)) {
            return """
                    # Made by RefusalCalibration (apps, test sources), whose head gives the command. Logistic regression on
                    # the development split of the sample helpline (English), said and misheard; a question counts as
                    # answered when a page that answers it is among the first 3 passages. Thresholds: at most 10 % false
                    # answers on that split.
                    """
                    + new Calibration(
                                    MEANING_SHARE,
                                    LogisticFit.fit(judge(both), FALSE_ANSWERS),
                                    LogisticFit.fit(judge(words), FALSE_ANSWERS))
                            .toProperties();
        }
    }

    private static List<Judged> judge(KnowledgeBase knowledge) throws InterruptedException {
        var judged = new ArrayList<Judged>();
        for (AskedQuestion asked : heardAndMisheard()) {
            Examination examination = knowledge.examine(asked.question(PASSAGES_READ));
            boolean answered = examination.findings().passages().stream()
                    .anyMatch(passage -> asked.answeredBy(passage.document()));
            // A page that was expected and not found proves nothing: another may answer as well.
            if (answered == asked.answerable()) {
                judged.add(new Judged(examination.evidence(), answered));
            }
        }
        return judged;
    }

    private static List<AskedQuestion> heardAndMisheard() {
        var questions = new ArrayList<>(AskedQuestion.dev());
        var ear = new Mishearing(1);
        for (int time = 0; time < TIMES_MISHEARD; time++) {
            AskedQuestion.dev().forEach(asked -> questions.add(asked.heardAs(ear.hear(asked.text()))));
        }
        return questions;
    }
}
