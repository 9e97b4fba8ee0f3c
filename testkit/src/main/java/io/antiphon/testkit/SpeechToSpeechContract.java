package io.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.ports.speech.Dialogue;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.SpeechToSpeech;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * What every speech-to-speech model behind the port does; extended by each adapter, over a simulator that understands
 * {@link SpokenLetters}. The simulator's first answer is {@link #answer()} unless it was told otherwise.
 */
public abstract class SpeechToSpeechContract {
    protected static final ToolDescription BOOK =
            new ToolDescription("book", "Books a table", "{\"type\":\"object\",\"properties\":{}}");

    /** The model under test. */
    protected abstract SpeechToSpeech model();

    /** A rate of the line at which the caller's sound reaches the vendor unchanged. */
    protected abstract int rate();

    /** What the simulator says when it is asked without further instruction. */
    protected abstract String answer();

    /** The simulator's next answer is this wish. */
    protected abstract void wishes(String tool, String arguments);

    /** The simulator's next answer begins and never ends. */
    protected abstract void beginsAndStalls();

    protected DialogueSettings settings() {
        return new DialogueSettings(prompt("Be kind.", List.of()), null, rate());
    }

    protected static Prompt prompt(String instructions, List<Message> news) {
        return new Prompt(instructions, news, List.of(BOOK), Findings.none(), "en-IN", "Ada");
    }

    protected void speak(Dialogue dialogue, String sentence) {
        SpokenLetters.say(sentence, rate()).forEach(frame -> dialogue.hear(frame, true));
        for (int i = 0; i < 10; i++) {
            dialogue.hear(Frame.silence(rate()), true);
        }
    }

    @Test
    void canLeadACall() {
        assertThat(model().abilities().canLead()).isTrue();
        assertThat(model().abilities().hears()).isNotEmpty();
        assertThat(model().abilities().speaks()).isNotEmpty();
        assertThat(model().description().name()).isNotBlank();
        assertThat(model().description().limits()).isNotBlank();
    }

    @Test
    void hearsAndAnswersWhenAsked() throws Exception {
        var heard = new HeardDialogue();
        try (Dialogue dialogue = model().open(settings(), heard)) {
            speak(dialogue, "please call me back");
            dialogue.finish();
            assertThat(heard.given()).as("it answers only when asked").isZero();
            dialogue.answer(1, prompt("", List.of()), heard);
            assertThat(heard.text().strip()).isEqualTo(answer());
            assertThat(heard.pieces().getLast()).isInstanceOf(ModelPiece.Done.class);
            assertThat(heard.millis()).isGreaterThan(200);
            assertThat(heard.sound().loudest()).isGreaterThan(1000);
            assertThat(heard.said()).contains("please call me back");
            assertThat(heard.hasFailed()).isFalse();
        }
    }

    @Test
    void saysNothingWasUnderstoodWhenNobodySpoke() throws Exception {
        var heard = new HeardDialogue();
        try (Dialogue dialogue = model().open(settings(), heard)) {
            for (int i = 0; i < Frame.PER_SECOND; i++) {
                dialogue.hear(Frame.silence(rate()), false);
            }
            dialogue.finish();
            assertThat(heard.said()).isEmpty();
            dialogue.finish();
            assertThat(heard.said()).isEmpty();
            assertThat(heard.unasked()).isEmpty();
        }
    }

    @Test
    void fallsSilentWhenInterruptedAndAnswersAgain() throws Exception {
        beginsAndStalls();
        var heard = new HeardDialogue();
        try (Dialogue dialogue = model().open(settings(), heard)) {
            speak(dialogue, "please call me back");
            dialogue.finish();
            var ended = new AtomicReference<Throwable>();
            var fell = new AtomicLong();
            var done = new CountDownLatch(1);
            Thread answering = Thread.ofVirtual().start(() -> {
                try {
                    dialogue.answer(1, prompt("", List.of()), heard);
                } catch (Exception stopped) {
                    ended.set(stopped);
                    fell.set(System.nanoTime());
                }
                done.countDown();
            });
            heard.awaitSound();
            long interrupted = System.nanoTime();
            answering.interrupt();
            assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(ended.get()).isInstanceOf(InterruptedException.class);
            assertThat(TimeUnit.NANOSECONDS.toMillis(fell.get() - interrupted)).isLessThan(100);
            int given = heard.given();
            dialogue.heard(1, "", 100);
            speak(dialogue, "stop it now");
            dialogue.finish();
            var second = new HeardDialogue();
            dialogue.answer(2, prompt("", List.of()), second);
            assertThat(second.text().strip()).isEqualTo(answer());
            assertThat(heard.given()).as("nothing comes after the interrupt").isEqualTo(given);
        }
    }

    @Test
    void asksForAToolAndGoesOnWithItsResult() throws Exception {
        wishes("book", "{\"people\":2}");
        var heard = new HeardDialogue();
        try (Dialogue dialogue = model().open(settings(), heard)) {
            speak(dialogue, "a table please");
            dialogue.finish();
            dialogue.answer(1, prompt("", List.of()), heard);
            var wish = heard.pieces().stream()
                    .filter(ModelPiece.ToolRequest.class::isInstance)
                    .map(ModelPiece.ToolRequest.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(wish.name()).isEqualTo("book");
            assertThat(wish.arguments().replaceAll("\\s", "")).isEqualTo("{\"people\":2}");
            var own = new ModelPiece.ToolRequest("t1.1", "book", wish.arguments());
            var second = new HeardDialogue();
            dialogue.answer(
                    2,
                    prompt(
                            "",
                            List.of(
                                    new Message.Agent("", List.of(own)),
                                    new Message.ToolAnswer("t1.1", "book", "{\"booked\":true}"))),
                    second);
            assertThat(second.text().strip()).isEqualTo(answer());
            toldTheResult("{\"booked\":true}");
        }
    }

    /** The simulator was told this result of the call that it made. */
    protected abstract void toldTheResult(String result) throws InterruptedException;

    @Test
    void keepsTwoCallersApart() throws Exception {
        var one = new HeardDialogue();
        var other = new HeardDialogue();
        try (Dialogue first = model().open(settings(), one);
                Dialogue second = model().open(settings(), other)) {
            speak(first, "please call me back");
            speak(second, "what are your hours");
            first.finish();
            second.finish();
            first.answer(1, prompt("", List.of()), one);
            second.answer(1, prompt("", List.of()), other);
            assertThat(one.said()).contains("call me").doesNotContain("hours");
            assertThat(other.said()).contains("hours").doesNotContain("call");
        }
    }

    @Test
    void isSilentOnceClosed() throws Exception {
        var heard = new HeardDialogue();
        Dialogue dialogue = model().open(settings(), heard);
        speak(dialogue, "please call me back");
        dialogue.close();
        dialogue.close();
        dialogue.hear(Frame.silence(rate()), true);
        dialogue.finish();
        var others = new HeardDialogue();
        try (Dialogue another = model().open(settings(), others)) {
            speak(another, "what are your hours");
            another.finish();
            another.answer(1, prompt("", List.of()), others);
            others.said();
        }
        assertThat(heard.unasked()).isEmpty();
        assertThat(heard.given()).isZero();
    }
}
