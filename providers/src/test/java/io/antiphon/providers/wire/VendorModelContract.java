package io.antiphon.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.testkit.HeardAnswer;
import io.antiphon.testkit.LanguageModelContract;
import io.antiphon.testkit.Tries;
import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every model over a vendor's event stream must do besides answering: fail clearly, leak nothing, let go at once. */
public abstract class VendorModelContract<S extends HttpScript<S>> extends LanguageModelContract {
    protected static final String KEY = "very-secret-0123456789";

    private static final AnswerTimes SHORT =
            new AnswerTimes(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(300));

    protected abstract ScriptedDoor<S> scripts();

    protected abstract LanguageModel model(AnswerTimes times, String key);

    /** A stream that holds {@code words} and has no end yet. */
    protected abstract S begun(String... words);

    /** A whole answer. */
    protected abstract S whole(String... words);

    /** A whole answer in packets of so many bytes, with comments and empty lines in between. */
    protected abstract S shredded(int bytes, String... words);

    protected HeardAnswer answered(S script) throws Exception {
        return answered(script, question());
    }

    protected HeardAnswer answered(S script, Prompt prompt) throws Exception {
        scripts().next(script);
        var answer = new HeardAnswer();
        model(AnswerTimes.ORDINARY, KEY).answer(prompt, answer);
        return answer;
    }

    protected ProviderFailure failed(S script) throws Exception {
        scripts().next(script);
        return failure(model(SHORT, KEY));
    }

    private ProviderFailure failure(LanguageModel model) {
        var found = new AtomicReference<ProviderFailure>();
        assertThatThrownBy(() -> model.answer(question(), piece -> {}))
                .isInstanceOfSatisfying(ProviderFailure.class, found::set);
        for (Throwable cause = found.get(); cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(KEY, "weekdays", "leaked words");
        }
        return found.get();
    }

    /** A talk with a tool asked for and answered, another asked for in vain, and the agent speaking first. */
    protected Prompt talkWithTools() {
        return new Prompt(
                "You book tables.",
                List.of(
                        new Message.Agent("Hello, Asha speaking.", List.of()),
                        new Message.Caller("A table for two."),
                        new Message.Agent(
                                "One moment.",
                                List.of(
                                        new ToolRequest("a1", "find_table", "{\"people\":2}"),
                                        new ToolRequest("a2", "weather", "{}"))),
                        new Message.Caller("Hello?"),
                        new Message.ToolAnswer("a1", "find_table", "{\"free\":true}")),
                List.of(new ToolDescription(
                        "find_table",
                        "Finds a table",
                        "{\"properties\":{\"people\":{\"type\":\"integer\"}},\"required\":[\"people\"]}")),
                Findings.none(),
                "en",
                "Asha");
    }

    @Test
    void putsSplitCharactersAndLinesTogether() throws Exception {
        for (int bytes : new int[] {1, 2, 7}) {
            var answer = answered(shredded(bytes, "नमस्ते", " 😀 ", "é\"\\\n"));
            assertThat(answer.text()).isEqualTo("नमस्ते 😀 é\"\\\n");
        }
    }

    @Test
    void refusesAWrongKey() {
        ProviderFailure failure = failure(model(SHORT, "wrong-key"));
        assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("check the key").hasMessageNotContaining("wrong-key");
    }

    @Test
    void givesUpOnAVendorThatSaysNothing() throws Exception {
        var nothing = failed(begun().stall());
        assertThat(nothing.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(nothing).hasMessageContaining("nothing came");
        scripts().door().takeDeparture();
        var noMore = failed(begun("Well").stall());
        assertThat(noMore.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(noMore).hasMessageContaining("nothing more came");
        scripts().door().takeDeparture();
    }

    @Test
    void reportsAnAnswerThatBreaksOff() throws Exception {
        assertThat(failed(begun("Well").cut()).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failed(begun("Well")).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failed(begun()).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void reportsWhatNobodyCanRead() throws Exception {
        assertThat(failed(begun("Well").data("{\"type\":")).kind()).isEqualTo(Kind.VENDOR_FAULT);
        assertThat(failed(begun("Well").data("[1]")).kind()).isEqualTo(Kind.VENDOR_FAULT);
    }

    @Test
    void keepsItsConnectionFromAnswerToAnswer() throws Exception {
        LanguageModel model = model(AnswerTimes.ORDINARY, KEY);
        for (int i = 0; i < 3; i++) {
            scripts().next(whole("Hello", " there"));
            model.answer(question(), new HeardAnswer());
        }
        assertThat(scripts().door().connections()).isEqualTo(1);
        assertThat(scripts().door().departures()).isZero();
    }

    @Test
    void closesTheStreamAtOnceWhenInterrupted() throws Exception {
        for (S script : List.of(begun().stall(), begun("Well").stall())) {
            Tries.inTime(SILENCE, () -> closesInTime(script));
        }
    }

    private boolean closesInTime(S script) throws Exception {
        scripts().next(script);
        LanguageModel model = model(AnswerTimes.ORDINARY, KEY);
        var ended = new CountDownLatch(1);
        Thread turn = Thread.ofVirtual().start(() -> {
            try {
                model.answer(question(), piece -> {});
            } catch (InterruptedException expected) {
                ended.countDown();
            } catch (ProviderFailure wrong) {
                throw new AssertionError(wrong);
            }
        });
        scripts().door().takeRequest();
        turn.interrupt();
        boolean inTime = ended.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        scripts().door().takeDeparture();
        assertThat(ended.await(10, TimeUnit.SECONDS)).as("it ended").isTrue();
        return inTime;
    }

    @Test
    void keepsTheKeyToItself() throws Exception {
        assertThat(model().toString() + model().description()).doesNotContain(KEY);
    }
}
