package io.antiphon.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.testkit.SpeechToTextContract;
import io.antiphon.testkit.SpokenLetters;
import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.LiveThreads;
import io.antiphon.testkit.wire.Mishap;
import io.antiphon.testkit.wire.Mishap.Moment;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every ear over a vendor's WebSocket must do besides hearing: fail clearly, leak nothing, leave nothing behind. */
public abstract class VendorEarContract extends SpeechToTextContract {
    protected static final String KEY = "very-secret-0123456789";

    private static final int ATTEMPTS = 6;

    /** Times short enough to be waited for. */
    protected static final EarTimes SHORT = new EarTimes(
            Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(100));

    /** Where the simulator's mishaps are. */
    protected abstract Door door();

    /** The recogniser with other times, and perhaps another key. */
    protected abstract SpeechToText recogniser(EarTimes times, String key);

    @Override
    protected List<Frame> spoken(String sentence, int rate) {
        return SpokenLetters.say(sentence, rate);
    }

    protected static void hear(Ear ear, List<Frame> frames, boolean speech) {
        frames.forEach(frame -> ear.hear(frame, speech));
    }

    protected static List<Frame> silence(int frames) {
        return Collections.nCopies(frames, Frame.silence(16_000));
    }

    /** What comes of a mishap, whether at opening or later. */
    private ProviderFailure failure(Mishap mishap) throws Exception {
        return failure(recogniser(SHORT, KEY), mishap);
    }

    private ProviderFailure failure(SpeechToText recogniser, Mishap mishap) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // The client tries again by itself when a connection ends before any answer.
            door().next(mishap);
        }
        var reports = new HeardReports();
        ProviderFailure failure;
        try (Ear ear = recogniser.open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("please call me back tomorrow please", 16_000), true);
            ear.finish();
            while (!reports.hasFailed()) {
                // A call goes on sending sound; by that alone some losses are noticed.
                hear(ear, silence(1), false);
                boolean never = new CountDownLatch(1).await(Frame.MILLIS, TimeUnit.MILLISECONDS);
                assertThat(never).isFalse();
            }
            failure = reports.failure();
        } catch (ProviderFailure atOpening) {
            failure = atOpening;
        }
        door().forgetMishaps();
        assertThat(failure.provider()).isEqualTo(recogniser.description().name());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(KEY, "call me", "leaked words");
        }
        assertThat(reports.left().stream().filter(report -> report.startsWith("failed")))
                .hasSizeLessThanOrEqualTo(1);
        door().awaitEmpty();
        LiveThreads.awaitNone("ear-" + failure.provider());
        return failure;
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "401, AUTHENTICATION",
        "402, QUOTA",
        "403, AUTHENTICATION",
        "404, BAD_REQUEST",
        "429, RATE_LIMIT",
        "500, VENDOR_FAULT",
        "502, VENDOR_FAULT",
        "503, VENDOR_FAULT",
    })
    void saysWhyItIsNotLetIn(int status, Kind kind) throws Exception {
        var failure = failure(Mishap.refused(status, Map.of("Retry-After", "7"), "leaked words and " + KEY));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.toString().contains("try again in 7 s")).isEqualTo(status == 429 || status >= 500);
    }

    @Test
    void saysThatTheKeyIsWrong() throws Exception {
        var recogniser = recogniser(SHORT, "another-key");
        assertThatThrownBy(() -> recogniser.open(settings(16_000), new HeardReports()))
                .isInstanceOfSatisfying(
                        ProviderFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION))
                .hasMessageContaining("check the key")
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

    @ParameterizedTest
    @CsvSource({
        "1011, NET-0000 leaked words, VENDOR_FAULT",
        "1008, DATA-0000 leaked words, BAD_REQUEST",
        "1000, '', UNREACHABLE",
        "1013, leaked words, RATE_LIMIT"
    })
    void reportsWhyTheVendorClosed(int code, String reason, Kind kind) throws Exception {
        assertThat(failure(Mishap.farewell(Moment.ASKED, "", code, reason)).kind())
                .isEqualTo(kind);
    }

    @Test
    void canBeStoppedWhileItConnects() throws Exception {
        door().next(Mishap.stall(Moment.HANDSHAKE));
        var recogniser = recogniser(EarTimes.ORDINARY, KEY);
        var ended = new AtomicReference<Throwable>();
        var done = new CountDownLatch(1);
        Thread opening = Thread.ofVirtual().start(() -> {
            try (Ear ear = recogniser.open(settings(16_000), new HeardReports())) {
                ended.set(new AssertionError("opened " + ear));
            } catch (ProviderFailure | InterruptedException stopped) {
                ended.set(stopped);
            }
            done.countDown();
        });
        door().takeRequest();
        opening.interrupt();
        assertThat(done.await(500, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void leavesNothingBehindWhenClosed() throws Exception {
        String name = recogniser().description().name();
        for (int i = 0; i < 5; i++) {
            try (Ear ear = recogniser().open(settings(16_000), new HeardReports())) {
                hear(ear, SpokenLetters.say("hello", 16_000), true);
            }
            assertThat(door().log().awaitGoodbye()).isEqualTo(1000);
        }
        door().awaitEmpty();
        LiveThreads.awaitNone("ear-" + name);
    }

    @Test
    void keepsTheKeyToItself() {
        assertThat(recogniser().toString() + recogniser().description()).doesNotContain(KEY);
    }
}
