package io.antiphon.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.speech.Dialogue;
import io.antiphon.ports.speech.SpeechToSpeech;
import io.antiphon.testkit.HeardDialogue;
import io.antiphon.testkit.SpeechToSpeechContract;
import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.LiveThreads;
import io.antiphon.testkit.wire.Mishap;
import io.antiphon.testkit.wire.Mishap.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every dialogue over a vendor's WebSocket must do besides talking: fail clearly, leak nothing, leave nothing behind. */
public abstract class VendorDialogueContract extends SpeechToSpeechContract {
    protected static final String KEY = "very-secret-0123456789";
    private static final int ATTEMPTS = 6;

    /** Times short enough to be waited for. */
    protected static final DialogueTimes SHORT =
            new DialogueTimes(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(300));

    /** Where the simulator's mishaps are. */
    protected abstract Door door();

    /** The model with other times, and perhaps another key. */
    protected abstract SpeechToSpeech model(DialogueTimes times, String key);

    private ProviderFailure failure(Mishap mishap) throws Exception {
        SpeechToSpeech model = model(SHORT, KEY);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // The client tries again by itself when a connection ends before any answer.
            door().next(mishap);
        }
        var heard = new HeardDialogue();
        ProviderFailure failure;
        try (Dialogue dialogue = model.open(settings(), heard)) {
            speak(dialogue, "please call me back");
            dialogue.finish();
            assertThatThrownBy(() -> dialogue.answer(1, prompt("", List.of()), heard))
                    .isInstanceOf(ProviderFailure.class);
            failure = heard.failure();
            assertThatThrownBy(() -> dialogue.answer(2, prompt("", List.of()), heard))
                    .as("what has failed stays so")
                    .isInstanceOf(ProviderFailure.class);
        } catch (ProviderFailure atOpening) {
            failure = atOpening;
        }
        door().forgetMishaps();
        assertThat(failure.provider()).isEqualTo(model.description().name());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(KEY, "call me", "leaked words");
        }
        assertThat(heard.hasFailed()).as("it fails once").isFalse();
        door().awaitEmpty();
        LiveThreads.awaitNone("dialogue-" + failure.provider());
        return failure;
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "401, AUTHENTICATION",
        "403, AUTHENTICATION",
        "404, BAD_REQUEST",
        "429, RATE_LIMIT",
        "500, VENDOR_FAULT",
        "503, VENDOR_FAULT",
    })
    void saysWhyItIsNotLetIn(int status, Kind kind) throws Exception {
        var failure = failure(Mishap.refused(status, Map.of("Retry-After", "7"), "leaked words and " + KEY));
        assertThat(failure.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void givesUpOnAVendorThatSaysNothingMore(Moment moment) throws Exception {
        assertThat(failure(Mishap.stall(moment)).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void noticesThatTheVendorHungUpWithoutAWord(Moment moment) throws Exception {
        assertThat(failure(Mishap.halfClose(moment)).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure(Mishap.cut(moment)).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource(value = Moment.class, names = "HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
    void reportsWhatNobodyCanRead(Moment moment) throws Exception {
        assertThat(failure(Mishap.garbage(moment)).kind()).isEqualTo(Kind.VENDOR_FAULT);
        assertThat(failure(Mishap.nonsense(moment)).kind()).isEqualTo(Kind.VENDOR_FAULT);
    }

    @ParameterizedTest
    @CsvSource({"1011, leaked words, VENDOR_FAULT", "1000, '', UNREACHABLE", "1013, leaked words, RATE_LIMIT"})
    void reportsWhyTheVendorClosed(int code, String reason, Kind kind) throws Exception {
        assertThat(failure(Mishap.farewell(Moment.ASKED, "", code, reason)).kind())
                .isEqualTo(kind);
    }

    @Test
    void leavesNothingBehindWhenClosed() throws Exception {
        String name = model().description().name();
        for (int i = 0; i < 3; i++) {
            try (Dialogue dialogue = model().open(settings(), new HeardDialogue())) {
                speak(dialogue, "hello");
            }
            assertThat(door().log().awaitGoodbye()).isEqualTo(1000);
        }
        door().awaitEmpty();
        LiveThreads.awaitNone("dialogue-" + name);
    }

    @Test
    void keepsTheKeyToItself() {
        assertThat(model().toString() + model().description()).doesNotContain(KEY);
    }
}
