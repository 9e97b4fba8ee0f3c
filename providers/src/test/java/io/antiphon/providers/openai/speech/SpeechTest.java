package io.antiphon.providers.openai.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.VendorVoice;
import io.antiphon.providers.wire.VoiceTimes;
import io.antiphon.testkit.HeardSound;
import io.antiphon.testkit.TextToSpeechContract;
import io.antiphon.testkit.Tries;
import io.antiphon.testkit.openai.speech.SpeechSimulator;
import io.antiphon.testkit.wire.HttpScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechTest extends TextToSpeechContract {
    private static final String KEY = "very-secret-0123456789";
    private static final String TEXT = "Take two tablets in the morning.";
    private static final VoiceSettings ENGLISH = new VoiceSettings("en-US", null, 1, 16_000);
    private static final VoiceTimes SHORT =
            new VoiceTimes(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(300));

    private final SpeechSimulator simulator = SpeechSimulator.start(KEY);

    @AfterEach
    void stop() throws Exception {
        simulator.close();
    }

    @Override
    protected TextToSpeech synthesiser() {
        return speech(VoiceTimes.ORDINARY, KEY, simulator.baseUrl());
    }

    private static Speech speech(VoiceTimes times, String key, URI base) {
        return new Speech(new VendorVoice(new ApiKey("openai-speech", key), base, "gpt-4o-mini-tts", "alloy", times));
    }

    private HeardSound spoken(VoiceSettings asked) throws Exception {
        var sound = new HeardSound();
        try (Voice voice = synthesiser().open(asked)) {
            voice.speak(TEXT, sound);
        }
        return sound;
    }

    private static ProviderFailure failure(Speech speech) throws Exception {
        var found = new AtomicReference<ProviderFailure>();
        try (speech;
                Voice voice = speech.open(ENGLISH)) {
            assertThatThrownBy(() -> voice.speak(TEXT, new HeardSound()))
                    .isInstanceOfSatisfying(ProviderFailure.class, found::set);
        }
        for (Throwable cause = found.get(); cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(KEY, "tablets", "leaked words");
        }
        return found.get();
    }

    private ProviderFailure failure(HttpScript<?> script) throws Exception {
        simulator.next(script);
        ProviderFailure failure = failure(speech(SHORT, KEY, simulator.baseUrl()));
        simulator.door().awaitEmpty();
        return failure;
    }

    @Test
    void asksAsTheVendorWantsToBeAsked() throws Exception {
        assertThat(spoken(ENGLISH).rate()).isEqualTo(24_000);
        var request = simulator.door().takeRequest();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/audio/speech");
        assertThat(request.header("authorization")).isEqualTo("Bearer " + KEY);
        assertThat(request.body())
                .isEqualTo("{\"model\":\"gpt-4o-mini-tts\",\"input\":\"" + TEXT
                        + "\",\"response_format\":\"pcm\",\"voice\":\"alloy\"}");
        spoken(new VoiceSettings("hi-IN", "voice_1234", 1.5, 8000));
        assertThat(simulator.door().takeRequest().body()).endsWith("\"voice\":{\"id\":\"voice_1234\"},\"speed\":1.5}");
    }

    @Test
    void putsSamplesTogetherThatPiecesCutApart() throws Exception {
        HeardSound sound = spoken(ENGLISH);
        assertThat(sound.millis()).isEqualTo(TEXT.length() * 60);
        assertThat(sound.loudest()).isBetween(3500.0, 5000.0);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, invalid_value, BAD_REQUEST",
        "401, invalid_request_error, invalid_api_key, AUTHENTICATION",
        "403, invalid_request_error, unsupported_country, AUTHENTICATION",
        "404, invalid_request_error, model_not_found, BAD_REQUEST",
        "429, rate_limit_error, rate_limit_exceeded, RATE_LIMIT",
        "429, insufficient_quota, insufficient_quota, QUOTA",
        "500, server_error, '', VENDOR_FAULT",
        "503, server_error, '', VENDOR_FAULT",
        "200, server_error, '', VENDOR_FAULT",
    })
    void saysWhyItIsRefused(int status, String type, String code, Kind kind) throws Exception {
        var failure = failure(SpeechSimulator.error(status, type, code).header("Retry-After", "7"));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.toString().contains("try again in 7 s")).isEqualTo(kind == Kind.RATE_LIMIT || status >= 500);
    }

    @Test
    void saysThatTheKeyIsWrong() throws Exception {
        ProviderFailure failure = failure(speech(SHORT, "another-key", simulator.baseUrl()));
        assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("check the key").hasMessageNotContaining("another-key");
    }

    @Test
    void givesUpOnAVendorThatSaysNothingMore() throws Exception {
        assertThat(failure(HttpScript.bytes("audio/pcm", new byte[0], 1).stall())
                        .kind())
                .isEqualTo(Kind.UNREACHABLE);
        assertThat(failure(SpeechSimulator.sound("Well").stall()).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void reportsSoundThatBreaksOff() throws Exception {
        assertThat(failure(HttpScript.bytes("audio/pcm", new byte[0], 1).cut()).kind())
                .isEqualTo(Kind.UNREACHABLE);
        assertThat(failure(SpeechSimulator.sound("Well").cut()).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void reportsWhatIsNoSound() throws Exception {
        assertThat(failure(HttpScript.bytes("audio/pcm", new byte[0], 1)).kind())
                .isEqualTo(Kind.VENDOR_FAULT);
        assertThat(failure(HttpScript.json(200, "{\"leaked words\":")).kind()).isEqualTo(Kind.VENDOR_FAULT);
        assertThat(failure(HttpScript.bytes("text/html", "<p>leaked words".getBytes(StandardCharsets.UTF_8), 99))
                        .kind())
                .isEqualTo(Kind.VENDOR_FAULT);
    }

    @Test
    void reportsAServerThatSpeaksNoHttp() throws Exception {
        try (var door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (true) {
                    try (var socket = door.accept()) {
                        socket.getOutputStream().write("leaked words\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            URI base = URI.create("http://127.0.0.1:" + door.getLocalPort() + "/v1");
            assertThat(failure(speech(SHORT, KEY, base)).kind()).isIn(Kind.VENDOR_FAULT, Kind.UNREACHABLE);
        }
    }

    @Test
    void keepsItsConnectionFromTextToText() throws Exception {
        try (Voice voice = synthesiser().open(ENGLISH)) {
            for (int i = 0; i < 4; i++) {
                voice.speak(TEXT, new HeardSound());
            }
            assertThat(simulator.door().connections()).isEqualTo(1);
            assertThat(simulator.door().departures()).isZero();
        }
    }

    @Test
    void letsTheAnswerGoAtOnceWhenInterrupted() throws Exception {
        for (HttpScript<?> script : List.of(
                HttpScript.bytes("audio/pcm", new byte[0], 1).stall(),
                SpeechSimulator.sound("Well").stall())) {
            Tries.inTime(SILENCE, () -> closesInTime(script));
        }
    }

    private boolean closesInTime(HttpScript<?> script) throws Exception {
        simulator.next(script);
        var ended = new CountDownLatch(1);
        TextToSpeech synthesiser = synthesiser();
        Thread turn = Thread.ofVirtual().start(() -> {
            try (Voice voice = synthesiser.open(ENGLISH)) {
                voice.speak(TEXT, new HeardSound());
            } catch (InterruptedException expected) {
                ended.countDown();
            } catch (ProviderFailure wrong) {
                throw new AssertionError(wrong);
            }
        });
        simulator.door().takeRequest();
        turn.interrupt();
        boolean inTime = ended.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        simulator.door().takeDeparture();
        assertThat(ended.await(10, TimeUnit.SECONDS)).as("it ended").isTrue();
        return inTime;
    }

    @Test
    void speaksTextsThatAreLongerThanTheVendorTakes() throws Exception {
        var sound = new HeardSound();
        try (Voice voice = synthesiser().open(ENGLISH)) {
            voice.speak((TEXT + " ").repeat(140), sound);
        }
        assertThat(simulator.door().takeRequest().body()).hasSizeLessThan(4200);
        assertThat(sound.millis()).isGreaterThan(140 * TEXT.length() * 60 - 1000);
    }

    @Test
    void keepsTheKeyToItself() {
        assertThat(synthesiser().toString() + synthesiser().description()).doesNotContain(KEY);
    }
}
