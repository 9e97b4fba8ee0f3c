package io.antiphon.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.server.configuration.Configurations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyedOfferTest {
    private static List<String> switchedOn(Map<String, String> settings) {
        return KeyedOffer.all(Configurations.standard(settings)).stream()
                .filter(KeyedOffer::configured)
                .map(offer -> offer.offer().name() + " at " + offer.offer().base())
                .toList();
    }

    @Test
    void hearsAndSpeaksWithOpenAiOnlyWhereModelsAreNamed() {
        assertThat(switchedOn(Map.of("OPENAI_API_KEY", "key")))
                .containsExactly("openai at https://api.openai.com/v1", "openai-realtime at https://api.openai.com/v1");
        assertThat(switchedOn(Map.of(
                        "OPENAI_API_KEY",
                        "key",
                        "OPENAI_TRANSCRIPTION_MODEL",
                        "gpt-live-transcribe",
                        "OPENAI_SPEECH_MODEL",
                        "gpt-4o-mini-tts")))
                .containsExactly(
                        "openai-transcription at https://api.openai.com/v1",
                        "openai at https://api.openai.com/v1",
                        "openai-realtime at https://api.openai.com/v1",
                        "openai-speech at https://api.openai.com/v1");
    }

    @Test
    void sendsAKeyNowhereButToTheVendorItBelongsTo() {
        Map<String, String> elsewhere = Map.of(
                "OPENAI_API_KEY",
                "key",
                "OPENAI_BASE_URL",
                "https://api.groq.com/openai/v1",
                "OPENAI_SPEECH_MODEL",
                "some-voice");
        assertThat(switchedOn(elsewhere))
                .containsExactly(
                        "openai at https://api.groq.com/openai/v1",
                        "openai-realtime at https://api.groq.com/openai/v1",
                        "openai-speech at https://api.groq.com/openai/v1");
    }

    @Test
    void saysAllThatHasToBeSet() {
        assertThat(KeyedOffer.all(Configurations.standard(Map.of())))
                .filteredOn(offer -> offer.offer().name().equals("openai-speech"))
                .singleElement()
                .satisfies(offer -> {
                    assertThat(offer.offer().wants()).isEqualTo("OPENAI_API_KEY and OPENAI_SPEECH_MODEL");
                    assertThat(offer.offer().note()).contains("2027-01-06");
                });
    }
}
