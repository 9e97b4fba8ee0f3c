package io.antiphon.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.providers.local.ear.Sphinx4;
import io.antiphon.providers.resilience.CircuitBreaker;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.server.configuration.Configurations;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarsTest {
    private static List<String> names(Map<String, String> settings) {
        try (var embedded = new Sphinx4(1);
                var ears = new Ears(
                        Configurations.standard(settings),
                        embedded,
                        new ResilientProviders(CircuitBreaker.Limits.ORDINARY, InstantSource.system()))) {
            return ears.descriptions().stream().map(ProviderDescription::name).toList();
        }
    }

    @Test
    void hearsWithTheVendorsFirstAndThisMachineLast() {
        assertThat(names(Map.of())).containsExactly("sphinx4");
        assertThat(names(Map.of("DEEPGRAM_API_KEY", "key"))).containsExactly("deepgram", "deepgram-flux", "sphinx4");
    }

    @Test
    void hearsWithOpenAiWhereAModelIsNamed() {
        assertThat(names(Map.of("OPENAI_API_KEY", "key"))).containsExactly("sphinx4");
        Map<String, String> both = Map.of(
                "OPENAI_API_KEY", "key",
                "OPENAI_TRANSCRIPTION_MODEL", "gpt-live-transcribe",
                "DEEPGRAM_API_KEY", "key",
                "EAR_ORDER", "openai-transcription");
        assertThat(names(both)).containsExactly("openai-transcription", "deepgram", "deepgram-flux", "sphinx4");
    }
}
