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
import io.antiphon.testkit.wire.Mishap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FluxTest extends VendorEarContract {
    private final DeepgramSimulator simulator = DeepgramSimulator.start(KEY);
    private final Flux flux = flux(EarTimes.ORDINARY, KEY, "flux-general-en");

    private Flux flux(EarTimes times, String key, String model) {
        return new Flux(new DeepgramSettings(new ApiKey("deepgram", key), simulator.baseUrl(), model, times));
    }

    @AfterEach
    void stop() throws Exception {
        flux.close();
        simulator.close();
    }

    @Override
    protected SpeechToText recogniser() {
        return flux;
    }

    @Override
    protected SpeechToText recogniser(EarTimes times, String key) {
        return flux(times, key, "flux-general-en");
    }

    @Override
    protected Door door() {
        return simulator.door();
    }

    @Test
    void asksAsTheVendorWantsToBeAsked() throws Exception {
        flux(SHORT, KEY, "flux-general-multi")
                .open(new EarSettings("hi-IN", 8000, EarSettings.Domain.open()), new HeardReports())
                .close();
        var request = simulator.door().takeRequest();
        assertThat(request.header("authorization")).isEqualTo("Token " + KEY);
        assertThat(request.path())
                .isEqualTo("/v2/listen?model=flux-general-multi&encoding=mulaw&sample_rate=8000"
                        + "&eot_threshold=0.7&eager_eot_threshold=0.5&language_hint=hi");
    }

    @Test
    void passesOnWhatTheVendorThinksOfTheTurn() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = flux.open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("please call", 16_000), true);
            hear(ear, silence(17), false);
            assertThat(reports.nextButPartial()).isEqualTo("turn EAGER_END");
            hear(ear, SpokenLetters.say(" me back", 16_000), true);
            assertThat(reports.nextButPartial()).isEqualTo("turn RESUMED");
            hear(ear, silence(44), false);
            assertThat(reports.nextButPartial()).isEqualTo("turn EAGER_END");
            assertThat(reports.nextButPartial()).isEqualTo("said please call me back");
            assertThat(reports.nextButPartial()).isEqualTo("turn ENDED");
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said ");
        }
    }

    @Test
    void tellsThePartsOfATurnOnce() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = flux.open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("please call", 16_000), true);
            hear(ear, silence(13), false);
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said please call");
            hear(ear, SpokenLetters.say(" me back", 16_000), true);
            hear(ear, silence(44), false);
            assertThat(reports.nextButPartial()).isEqualTo("turn EAGER_END");
            assertThat(reports.nextButPartial()).isEqualTo("said me back");
            assertThat(reports.nextButPartial()).isEqualTo("turn ENDED");
            assertThat(simulator.door().log().heard()).noneMatch(text -> text.contains("ForceEndTurn"));
        }
    }

    @Test
    void endsATurnByForceOnlyWhenNoSoundComesAnyMore() throws Exception {
        var reports = new HeardReports();
        try (Ear ear = flux.open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("yes", 16_000), true);
            ear.finish();
            assertThat(reports.nextButPartial()).isEqualTo("said yes");
            assertThat(simulator.door().log().await("ForceEndTurn")).isEqualTo("{\"type\":\"ForceEndTurn\"}");
        }
    }

    @Test
    void reportsAFatalErrorByItsCode() throws Exception {
        var reports = new HeardReports();
        simulator
                .door()
                .next(Mishap.farewell(
                        Mishap.Moment.ASKED,
                        "{\"type\":\"Error\",\"sequence_id\":1,\"code\":\"INVALID_AUDIO\",\"description\":\"leaked words\"}",
                        1008,
                        ""));
        try (Ear ear = flux.open(settings(16_000), reports)) {
            hear(ear, SpokenLetters.say("hello", 16_000), true);
            assertThat(reports.failure()).hasMessageContaining("INVALID_AUDIO").hasMessageNotContaining("leaked");
        }
    }
}
