package io.antiphon.providers.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.EarTimes;
import io.antiphon.providers.wire.HeardReports;
import io.antiphon.providers.wire.VendorEarContract;
import io.antiphon.testkit.SpokenLetters;
import io.antiphon.testkit.deepgram.DeepgramSimulator;
import io.antiphon.testkit.wire.Door;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NovaTest extends VendorEarContract {
    private final DeepgramSimulator simulator = DeepgramSimulator.start(KEY);
    private final Nova nova = nova(EarTimes.ORDINARY, KEY);

    private Nova nova(EarTimes times, String key) {
        return new Nova(new DeepgramSettings(new ApiKey("deepgram", key), simulator.baseUrl(), "nova-3", times));
    }

    @AfterEach
    void stop() throws Exception {
        nova.close();
        simulator.close();
    }

    @Override
    protected SpeechToText recogniser() {
        return nova;
    }

    @Override
    protected SpeechToText recogniser(EarTimes times, String key) {
        return nova(times, key);
    }

    @Override
    protected Door door() {
        return simulator.door();
    }

    @Test
    void asksAsTheVendorWantsToBeAsked() throws Exception {
        var domain = new EarSettings.Domain("d", List.of(), List.of("Ask for Morphine or ask for Morphine again."));
        nova.open(new EarSettings("en-IN", 8000, domain), new HeardReports()).close();
        var request = simulator.door().takeRequest();
        assertThat(request.header("authorization")).isEqualTo("Token " + KEY);
        assertThat(request.path())
                .isEqualTo("/v1/listen?model=nova-3&encoding=mulaw&sample_rate=8000&channels=1&interim_results=true"
                        + "&endpointing=300&utterance_end_ms=1000&smart_format=true&language=en-IN&keyterm=Morphine");
        nova.open(new EarSettings("hi-Latn", 8000, EarSettings.Domain.open()), new HeardReports())
                .close();
        assertThat(simulator.door().takeRequest().path()).endsWith("&language=multi&language_hint=hi");
        nova.open(new EarSettings("mr-IN", 8000, EarSettings.Domain.open()), new HeardReports())
                .close();
        assertThat(simulator.door().takeRequest().parameter("language")).isEqualTo("mr");
    }

    @Test
    void hearsATelephoneLine() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = nova.open(settings(8_000), reports)) {
            hear(ear, SpokenLetters.say("please call", 8_000), true);
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said please call");
        }
    }

    @Test
    void guessesWhileTheCallerSpeaks() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = nova.open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("please call me back tomorrow at noon or later in the day", 16_000), true);
            assertThat(reports.next("partial")).isEqualTo("partial please call me back tomor");
            assertThat(reports.next("partial")).isEqualTo("partial please call me back tomorrow at noon or later in t");
            ear.finish();
            assertThat(reports.next("said")).isEqualTo("said please call me back tomorrow at noon or later in the day");
        }
    }

    @Test
    void joinsWhatTheVendorsOwnEndpointsCutApart() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = nova.open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("please call", 16_000), true);
            hear(ear, silence(20), false);
            hear(ear, SpokenLetters.say("me back", 16_000), true);
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said please call me back");
        }
    }

    @Test
    void needNotAskForWordsThatAreFinalAlready() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = nova.open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("please call", 16_000), true);
            hear(ear, silence(60), false);
            assertThat(reports.next("partial")).isEqualTo("partial please call");
            // The guess, the final words and the end of the utterance.
            assertThat(reports.next("partial")).isEqualTo("partial please call");
            assertThat(reports.next("partial")).isEqualTo("partial please call");
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said please call");
            assertThat(simulator.door().log().heard()).noneMatch(text -> text.contains("Finalize"));
        }
    }

    @Test
    void answersInTimeWhenAFinalizeHasNoAnswer() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = nova(
                        new EarTimes(SHORT.connect(), SHORT.answer(), EarTimes.ORDINARY.silence(), SHORT.keepAlive()),
                        KEY)
                .open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("ok", 16_000), true);
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said ");
            hear(ear, SpokenLetters.say(" let us go", 16_000), true);
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said ok let us go");
        }
    }

    @Test
    void tellsThatItIsStillThereWhenThereIsNothingToHear() throws Exception {
        try (Ear ear = nova(SHORT, KEY).open(settings(16_000), new HeardReports())) {
            hear(ear, silence(1), false);
            assertThat(simulator.door().log().await("KeepAlive")).isEqualTo("{\"type\":\"KeepAlive\"}");
        }
        assertThat(simulator.door().log().await("CloseStream")).isEqualTo("{\"type\":\"CloseStream\"}");
    }
}
