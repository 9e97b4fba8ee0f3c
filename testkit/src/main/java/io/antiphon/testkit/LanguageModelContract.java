package io.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Passage;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link LanguageModel} must do. */
public abstract class LanguageModelContract {
    /** How soon a model must be silent after an interrupt. */
    public static final Duration SILENCE = Duration.ofMillis(100);

    /** The model under test; it gives {@link #question} an answer of several pieces. */
    protected abstract LanguageModel model() throws Exception;

    /** A prompt whose answer has several pieces, preferably with pauses between them. */
    protected Prompt question() {
        var passage = new Passage(
                "hours.md",
                "Opening hours",
                "Weekdays",
                1,
                "The clinic is open from nine to five on weekdays. On Saturdays it closes at noon. It stays closed on"
                        + " Sundays.",
                "0123456789abcdef",
                1);
        return new Prompt(
                "You answer questions about a clinic.",
                List.of(new Message.Caller("When is the clinic open on weekdays?")),
                List.of(),
                new Findings(List.of(passage), 0.9, true),
                "en",
                "Asha");
    }

    @Test
    void describesItself() throws Exception {
        assertThat(model().description().limits()).isNotBlank();
    }

    @Test
    void answersInPiecesAndEndsInExactlyOneDone() throws Exception {
        var answer = new HeardAnswer();
        model().answer(question(), answer);
        assertThat(answer.done()).isNotNull();
        assertThat(answer.text()).isNotBlank();
        assertThat(answer.pieces()).hasSizeGreaterThan(2);
    }

    @Test
    void givesNothingMoreAfterAnInterruptDuringAPiece() throws Exception {
        LanguageModel model = model();
        var pieces = new AtomicInteger();
        assertThatThrownBy(() -> model.answer(question(), piece -> {
                    pieces.incrementAndGet();
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(pieces).hasValue(1);
        assertThat(Thread.interrupted())
                .as("the flag is cleared by the exception")
                .isFalse();
    }

    @Test
    void givesNothingToAThreadThatWasInterruptedBefore() throws Exception {
        LanguageModel model = model();
        var answer = new HeardAnswer();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> model.answer(question(), answer)).isInstanceOf(InterruptedException.class);
        assertThat(answer.pieces()).isEmpty();
    }

    @Test
    void fallsSilentWithinAMomentOfAnInterruptFromOutside() throws Exception {
        LanguageModel model = model();
        Tries.inTime(SILENCE, () -> fallsSilentInTime(model));
    }

    private boolean fallsSilentInTime(LanguageModel model) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var answer = new HeardAnswer();
        Thread turn = Thread.ofVirtual().start(() -> {
            try {
                model.answer(question(), piece -> {
                    answer.accept(piece);
                    begun.countDown();
                });
            } catch (Exception expected) {
                // Whether it had finished already or was interrupted, it must be over.
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        turn.interrupt();
        boolean inTime = turn.join(SILENCE);
        assertThat(turn.join(Duration.ofSeconds(10))).as("silent at all").isTrue();
        return inTime;
    }

    @Test
    void answersAgainAfterAnInterrupt() throws Exception {
        LanguageModel model = model();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> model.answer(question(), piece -> {})).isInstanceOf(InterruptedException.class);
        var answer = new HeardAnswer();
        model.answer(question(), answer);
        assertThat(answer.done()).isNotNull();
    }

    @Test
    void servesManyCallsAtOnce() throws Exception {
        LanguageModel model = model();
        List<Future<HeardAnswer>> calls = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 0; call < 8; call++) {
                calls.add(threads.submit(() -> {
                    var answer = new HeardAnswer();
                    model.answer(question(), answer);
                    return answer;
                }));
            }
        }
        String text = calls.getFirst().get().text();
        for (var call : calls) {
            assertThat(call.get().text()).isEqualTo(text);
            assertThat(call.get().done()).isInstanceOf(ModelPiece.Done.class);
        }
    }
}
