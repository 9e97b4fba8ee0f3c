package io.antiphon.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.providers.deepgram.DeepgramSettings;
import io.antiphon.providers.deepgram.Flux;
import io.antiphon.providers.deepgram.Nova;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.EarTimes;
import io.antiphon.testkit.deepgram.DeepgramSimulator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackEarsTest {
    private static final Ear.Listener NOBODY = new Ear.Listener() {
        @Override
        public void partial(String text) {}

        @Override
        public void said(String text, double confidence) {}

        @Override
        public void failed(ProviderFailure failure) {}
    };

    @Test
    void hearsWithTheNextWhenTheFirstRefusesItsKey() throws Exception {
        try (var vendor = DeepgramSimulator.start("key");
                var refused = new Nova(settings(vendor, "revoked", "nova-3"));
                var good = new Flux(settings(vendor, "key", "flux-general-multi"));
                Ear ear = open(List.of(refused, good), "en")) {
            assertThat(ear).isNotNull();
            assertThat(vendor.door().takeRequest().route()).isEqualTo("/v1/listen");
            assertThat(vendor.door().takeRequest().route()).isEqualTo("/v2/listen");
        }
    }

    @Test
    void passesOverWhatDoesNotKnowTheLanguage() throws Exception {
        try (var vendor = DeepgramSimulator.start("key");
                var flux = new Flux(settings(vendor, "key", "flux-general-multi"));
                var nova = new Nova(settings(vendor, "key", "nova-3"));
                Ear ear = open(List.of(flux, nova), "ta-IN")) {
            assertThat(ear).isNotNull();
            assertThat(vendor.door().takeRequest().route()).isEqualTo("/v1/listen");
        }
    }

    @Test
    void saysWhyWhenNoneCanBeHad() throws Exception {
        try (var vendor = DeepgramSimulator.start("key");
                var refused = new Nova(settings(vendor, "revoked", "nova-3"))) {
            assertThatThrownBy(() -> open(List.of(refused), "en"))
                    .isInstanceOfSatisfying(
                            ProviderFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(ProviderFailure.Kind.AUTHENTICATION));
            assertThatThrownBy(() -> open(List.of(refused), "sw"))
                    .isInstanceOf(ProviderFailure.class)
                    .hasMessageContaining("sw");
        }
    }

    private static Ear open(List<SpeechToText> ears, String language) throws Exception {
        return new FallbackEars(ears).open(new EarSettings(language, 8000, EarSettings.Domain.open()), NOBODY);
    }

    private static DeepgramSettings settings(DeepgramSimulator vendor, String key, String model) {
        return new DeepgramSettings(new ApiKey("deepgram", key), vendor.baseUrl(), model, EarTimes.ORDINARY);
    }
}
