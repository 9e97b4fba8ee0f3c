package io.antiphon.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.testkit.HeardSound;
import io.antiphon.testkit.TextToSpeechContract;
import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.Mishap;
import io.antiphon.testkit.wire.Mishap.Moment;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every voice over a vendor's WebSocket must do besides speaking: fail clearly, leak nothing, leave nothing behind. */
public abstract class VendorVoiceContract extends TextToSpeechContract {
    protected static final String KEY = "very-secret-0123456789";

    private static final int ATTEMPTS = 6;
    private static final String TEXT = "Take two tablets in the morning.";

    protected static final VoiceTimes SHORT =
            new VoiceTimes(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(300));

    protected abstract Door door();

    protected abstract TextToSpeech synthesiser(VoiceTimes times, String key);

    protected static VoiceSettings at(int rate) {
        return new VoiceSettings("en-US", null, 1, rate);
    }

    private ProviderFailure failure(Mishap mishap) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // The client tries again by itself when a connection ends before any answer.
            door().next(mishap);
        }
        @Nullable ProviderFailure failure = null;
        TextToSpeech synthesiser = synthesiser(SHORT, KEY);
        try (Voice voice = synthesiser.open(at(16_000))) {
            voice.speak(TEXT, new HeardSound());
        } catch (ProviderFailure expected) {
            failure = expected;
        }
        assertThat(failure).isNotNull();
        door().forgetMishaps();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(KEY, "tablets", "leaked words");
        }
        door().awaitEmpty();
        return Objects.requireNonNull(failure);
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "401, AUTHENTICATION",
        "402, QUOTA",
        "403, AUTHENTICATION",
        "404, BAD_REQUEST",
        "422, BAD_REQUEST",
        "429, RATE_LIMIT",
        "500, VENDOR_FAULT",
        "503, VENDOR_FAULT",
    })
    void saysWhyItIsNotLetIn(int status, Kind kind) throws Exception {
        var failure = failure(Mishap.refused(status, Map.of("Retry-After", "7"), "leaked words and " + KEY));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.toString().contains("try again in 7 s")).isEqualTo(status == 429 || status >= 500);
    }

    @Test
    void saysThatTheKeyIsWrong() {
        TextToSpeech synthesiser = synthesiser(SHORT, "another-key");
        assertThatThrownBy(() -> synthesiser.open(at(16_000)))
                .isInstanceOfSatisfying(
                        ProviderFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION))
                .hasMessageNotContaining("another-key");
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

    @Test
    void connectsAnewWhenTheVendorHadLetTheConnectionGo() throws Exception {
        try (Voice voice = synthesiser(VoiceTimes.ORDINARY, KEY).open(at(16_000))) {
            voice.speak(TEXT, new HeardSound());
            door().hangUpAll();
            door().awaitEmpty();
            var sound = new HeardSound();
            voice.speak(TEXT, sound);
            assertThat(sound.millis()).isGreaterThan(1000);
        }
    }

    @Test
    void keepsItsConnectionFromTextToText() throws Exception {
        try (Voice voice = synthesiser(VoiceTimes.ORDINARY, KEY).open(at(16_000))) {
            for (int i = 0; i < 7; i++) {
                voice.speak(TEXT, new HeardSound());
            }
            door().takeRequest();
            assertThat(door().connections()).isEqualTo(1);
        }
        assertThat(door().log().awaitGoodbye()).isEqualTo(1000);
        door().awaitEmpty();
    }

    @Test
    void dropsTheSoundOfATextThatWasCut() throws Exception {
        try (Voice voice = synthesiser(VoiceTimes.ORDINARY, KEY).open(at(16_000))) {
            for (int i = 0; i < 6; i++) {
                assertThatThrownBy(() -> voice.speak(
                                TEXT.repeat(3),
                                (samples, rate) -> Thread.currentThread().interrupt()))
                        .isInstanceOf(InterruptedException.class);
            }
            var alone = new HeardSound();
            voice.speak(TEXT, alone);
            var again = new HeardSound();
            voice.speak(TEXT, again);
            assertThat(alone.millis()).isEqualTo(again.millis());
        }
    }

    @Test
    void speaksAtTheRateOfTheLine() throws Exception {
        for (int rate : new int[] {8000, 16_000}) {
            try (Voice voice = synthesiser(VoiceTimes.ORDINARY, KEY).open(at(rate))) {
                var sound = new HeardSound();
                voice.speak(TEXT, sound);
                assertThat(sound.rate()).isEqualTo(rate);
                assertThat(sound.loudest()).isBetween(3500.0, 5000.0);
            }
        }
    }

    @Test
    void findsItsWordsAgainInTheWrittenText() throws Exception {
        String written = "Take **two** tablets [1], please.";
        try (Voice voice = synthesiser(VoiceTimes.ORDINARY, KEY).open(at(16_000))) {
            var sound = new HeardSound();
            voice.speak(written, sound);
            assertThat(sound.words().stream().map(word -> written.substring(word.from(), word.to())))
                    .containsExactly("Take", "two", "tablets [1],", "please.");
        }
    }

    @Test
    void keepsTheKeyToItself() throws Exception {
        assertThat(synthesiser().toString() + synthesiser().description()).doesNotContain(KEY);
    }
}
