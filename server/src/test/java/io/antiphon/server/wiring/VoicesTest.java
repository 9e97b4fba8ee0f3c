package io.antiphon.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.resilience.CircuitBreaker;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.server.configuration.Configurations;
import io.antiphon.testkit.elevenlabs.ElevenLabsSimulator;
import io.antiphon.testkit.openai.speech.SpeechSimulator;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VoicesTest {
    private static final VoiceSettings ENGLISH = new VoiceSettings("en", null, 1, 8000);

    private static Voices voices(Map<String, String> settings) {
        return new Voices(
                Configurations.standard(settings),
                "",
                new ResilientProviders(CircuitBreaker.Limits.ORDINARY, InstantSource.system()));
    }

    private static List<String> names(Voices voices, @Nullable String choice, String language) {
        return voices.of(choice, language).stream()
                .map(voice -> voice.description().name())
                .toList();
    }

    @Test
    void speaksWithTheVendorsFirstAndThisMachineLast() {
        try (var voices = voices(Map.of("CARTESIA_API_KEY", "key", "ELEVENLABS_API_KEY", "key"))) {
            assertThat(names(voices, null, "en-IN")).containsExactly("elevenlabs", "cartesia", "local", "freetts");
            assertThat(names(voices, "cartesia", "en")).startsWith("cartesia", "elevenlabs");
            assertThat(names(voices, "slt", "en")).startsWith("local");
        }
    }

    @Test
    void leavesOutWhatDoesNotSpeakTheLanguage() {
        try (var voices = voices(Map.of("CARTESIA_API_KEY", "key", "ELEVENLABS_API_KEY", "key"))) {
            assertThat(names(voices, null, "kn-IN")).containsExactly("cartesia");
        }
        try (var voices = voices(Map.of())) {
            assertThat(names(voices, null, "kn-IN"))
                    .as("whoever says what to install")
                    .startsWith("local");
        }
    }

    @Test
    void triesWhomAnAgentNamesForTheCaseOfNeedAndThenThisMachineAlone() {
        try (var voices = voices(Map.of("CARTESIA_API_KEY", "key", "ELEVENLABS_API_KEY", "key"))) {
            assertThat(voices.of("elevenlabs", "en", List.of("slt", "nobody-s:voice")).stream()
                            .map(voice -> voice.description().name()))
                    .as("and not with cartesia, which it does not name")
                    .containsExactly("elevenlabs", "local", "elevenlabs", "local", "freetts");
            assertThat(voices.of(null, "en", List.of("cartesia")).stream()
                            .map(voice -> voice.description().name()))
                    .containsExactly("elevenlabs", "cartesia", "local", "freetts");
        }
    }

    @Test
    void takesAVoiceThatNobodyHasForNone() {
        try (var voices = voices(Map.of())) {
            assertThat(voices.knows("21m00Tcm4TlvDq8ikWAM")).isFalse();
        }
    }

    @Test
    void speaksWithTheVoiceThatAnAgentNames() throws Exception {
        try (var vendor = ElevenLabsSimulator.start("key");
                var voices = voices(at(vendor, "key"))) {
            for (String choice : List.of("AZnzlk1XvdvUeBnXmlld", "elevenlabs:AZnzlk1XvdvUeBnXmlld")) {
                assertThat(voices.knows(choice)).isTrue();
                assertThat(samples(voices.of(choice, "en").getFirst())).isPositive();
                assertThat(vendor.door().takeRequest().route()).contains("/AZnzlk1XvdvUeBnXmlld/");
            }
            assertThat(samples(voices.of(null, "en").getFirst())).isPositive();
            assertThat(vendor.door().takeRequest().route()).contains("/21m00Tcm4TlvDq8ikWAM/");
        }
    }

    @Test
    void speaksWithOpenAiWhereAModelIsNamed() throws Exception {
        try (var voices = voices(Map.of("OPENAI_API_KEY", "key"))) {
            assertThat(names(voices, null, "en")).startsWith("local");
        }
        try (var vendor = SpeechSimulator.start("key");
                var voices = voices(Map.of(
                        "OPENAI_API_KEY",
                        "key",
                        "OPENAI_SPEECH_MODEL",
                        "gpt-4o-mini-tts",
                        "OPENAI_SPEECH_BASE_URL",
                        vendor.baseUrl().toString()))) {
            assertThat(names(voices, null, "mr-IN")).containsExactly("openai-speech");
            assertThat(samples(voices.of(null, "en").getFirst())).isPositive();
            assertThat(vendor.door().takeRequest().body()).contains("\"voice\":\"alloy\"");
            assertThat(samples(voices.of("openai-speech:coral", "en").getFirst()))
                    .isPositive();
            assertThat(vendor.door().takeRequest().body()).contains("\"voice\":\"coral\"");
        }
    }

    @Test
    void letsACallBeginWhoseVoiceCannotBeHadAndFailsItsSentences() throws Exception {
        try (var vendor = ElevenLabsSimulator.start("key");
                var voices = voices(at(vendor, "revoked"));
                Voice voice = voices.of(null, "en").getFirst().open(ENGLISH)) {
            for (int sentence = 0; sentence < 2; sentence++) {
                assertThatThrownBy(() -> voice.speak("Hello.", (samples, rate) -> {}))
                        .isInstanceOfSatisfying(
                                ProviderFailure.class,
                                failure -> assertThat(failure.kind()).isEqualTo(ProviderFailure.Kind.AUTHENTICATION));
            }
        }
    }

    private static Map<String, String> at(ElevenLabsSimulator vendor, String key) {
        return new HashMap<>(Map.of(
                "ELEVENLABS_API_KEY",
                key,
                "ELEVENLABS_BASE_URL",
                vendor.baseUrl().toString()));
    }

    private static int samples(TextToSpeech voices) throws Exception {
        var count = new AtomicInteger();
        try (Voice voice = voices.open(ENGLISH)) {
            voice.speak("Hello.", (samples, rate) -> count.addAndGet(samples.length));
        }
        return count.get();
    }
}
