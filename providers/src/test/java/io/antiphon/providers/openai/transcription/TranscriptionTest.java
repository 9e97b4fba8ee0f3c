package io.antiphon.providers.openai.transcription;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.EarTimes;
import io.antiphon.providers.wire.HeardReports;
import io.antiphon.providers.wire.VendorEarContract;
import io.antiphon.testkit.SpokenLetters;
import io.antiphon.testkit.openai.transcription.TranscriptionSimulator;
import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.Mishap;
import io.antiphon.testkit.wire.Mishap.Moment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptionTest extends VendorEarContract {
    private final TranscriptionSimulator simulator = TranscriptionSimulator.start(KEY);
    private final Transcription transcription = transcription("gpt-live-transcribe", EarTimes.ORDINARY, KEY);

    private Transcription transcription(String model, EarTimes times, String key) {
        return new Transcription(
                new TranscriptionSettings(new ApiKey("openai-transcription", key), simulator.baseUrl(), model, times));
    }

    @AfterEach
    void stop() throws Exception {
        transcription.close();
        simulator.close();
    }

    @Override
    protected SpeechToText recogniser() {
        return transcription;
    }

    @Override
    protected SpeechToText recogniser(EarTimes times, String key) {
        return transcription("gpt-live-transcribe", times, key);
    }

    @Override
    protected Door door() {
        return simulator.door();
    }

    private String update(String model, EarSettings asked) throws Exception {
        transcription(model, EarTimes.ORDINARY, KEY)
                .open(asked, new HeardReports())
                .close();
        return simulator.door().log().await("session.update");
    }

    @Test
    void asksAsTheVendorWantsToBeAsked() throws Exception {
        var domain = new EarSettings.Domain("d", List.of(), List.of("Ask for Morphine or ask for Morphine again."));
        assertThat(update("gpt-live-transcribe", new EarSettings("en-IN", 8000, domain)))
                .isEqualTo("{\"type\":\"session.update\",\"session\":{\"type\":\"transcription\",\"audio\":{\"input\":{"
                        + "\"format\":{\"type\":\"audio/pcmu\"},\"transcription\":{\"model\":\"gpt-live-transcribe\","
                        + "\"languages\":[\"en\"],\"keywords\":[\"Morphine\"]},\"turn_detection\":null}}}}");
        var request = simulator.door().takeRequest();
        assertThat(request.header("authorization")).isEqualTo("Bearer " + KEY);
        assertThat(request.path()).isEqualTo("/v1/realtime?intent=transcription");
        assertThat(update("gpt-4o-transcribe", new EarSettings("hi-Latn", 16_000, domain)))
                .contains("{\"type\":\"audio/pcm\",\"rate\":24000}", "\"language\":\"hi\"")
                .doesNotContain("keywords", "languages");
    }

    @Test
    void hearsATelephoneLine() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = transcription.open(settings(8_000), reports)) {
            hear(ear, SpokenLetters.say("please call", 8_000), true);
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said please call");
        }
    }

    @Test
    void guessesWhileTheCallerSpeaks() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = transcription.open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("please call me back ", 16_000), true);
            assertThat(reports.next("partial")).isEqualTo("partial please");
            assertThat(reports.next("partial")).isEqualTo("partial please call");
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said please call me back");
        }
    }

    @Test
    void hearsWithAModelThatTellsWordsOnlyAfterwards() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = transcription("gpt-transcribe", EarTimes.ORDINARY, KEY).open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("please call", 16_000), true);
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said please call");
        }
    }

    @Test
    void sendsNoSilenceBetweenStretchesOfSpeech() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = transcription.open(settings(16_000), reports)) {
            hear(ear, silence(500), false);
            hear(ear, SpokenLetters.say("ok", 16_000), true);
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said ok");
            // 300 ms from before the first word, and the word.
            assertThat(simulator.door().log().heard())
                    .filteredOn(text -> text.contains("append"))
                    .hasSize(4);
        }
    }

    @Test
    void saysWhichSettingTheVendorRefuses() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = transcription("no-such-model", EarTimes.ORDINARY, KEY).open(settings(16_000), reports)) {
            assertThat(reports.failure().kind()).isEqualTo(Kind.BAD_REQUEST);
            assertThat(ear).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_request_error, invalid_api_key, AUTHENTICATION",
        "rate_limit_error, rate_limit_exceeded, RATE_LIMIT",
        "insufficient_quota, insufficient_quota, QUOTA",
        "server_error, '', VENDOR_FAULT"
    })
    void tellsWhatTheVendorComplainsOf(String type, String code, Kind kind) throws Exception {
        String error = "{\"type\":\"error\",\"event_id\":\"e\",\"error\":{\"type\":\"" + type + "\",\"code\":\"" + code
                + "\",\"message\":\"leaked words\"}}";
        simulator.door().next(Mishap.farewell(Moment.ASKED, error, 1000, ""));
        var reports = new HeardReports();
        try (Ear ear = transcription.open(settings(16_000), reports)) {
            assertThat(ear).isNotNull();
            assertThat(reports.failure().kind()).isEqualTo(kind);
            assertThat(reports.left()).hasSize(1);
        }
    }
}
