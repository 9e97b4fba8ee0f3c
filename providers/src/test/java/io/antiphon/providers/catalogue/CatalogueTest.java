package io.antiphon.providers.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.testkit.anthropic.AnthropicSimulator;
import io.antiphon.testkit.cartesia.CartesiaSimulator;
import io.antiphon.testkit.deepgram.DeepgramSimulator;
import io.antiphon.testkit.elevenlabs.ElevenLabsSimulator;
import io.antiphon.testkit.gemini.GeminiSimulator;
import io.antiphon.testkit.openai.speech.SpeechSimulator;
import io.antiphon.testkit.openai.transcription.TranscriptionSimulator;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final String KEY = "very-secret-0123456789";

    private static void checks(String name, URI base) throws Exception {
        Offer offer = Catalogue.offer(name).orElseThrow().at(base);
        assertThat(offer.check(new ApiKey(name, KEY))).isInstanceOf(Check.Serves.class);
        assertThat(offer.check(new ApiKey(name, "wrong-key"))).isInstanceOfSatisfying(Check.Fails.class, fails -> {
            assertThat(fails.kind()).isEqualTo(Kind.AUTHENTICATION);
            assertThat(fails.reason()).contains("check the key").doesNotContain("wrong-key");
        });
    }

    @Test
    void tellsWhetherAKeyServes() throws Exception {
        try (var deepgram = DeepgramSimulator.start(KEY);
                var anthropic = AnthropicSimulator.start(KEY);
                var gemini = GeminiSimulator.start(KEY);
                var elevenlabs = ElevenLabsSimulator.start(KEY);
                var cartesia = CartesiaSimulator.start(KEY);
                var transcription = TranscriptionSimulator.start(KEY);
                var speech = SpeechSimulator.start(KEY)) {
            checks("deepgram", deepgram.baseUrl());
            checks("deepgram-flux", deepgram.baseUrl());
            checks("anthropic", anthropic.baseUrl());
            checks("gemini", gemini.baseUrl());
            checks("elevenlabs", elevenlabs.baseUrl());
            checks("cartesia", cartesia.baseUrl());
            checks("openai-transcription", transcription.baseUrl());
            checks("openai-speech", speech.baseUrl());
        }
    }

    @Test
    void saysWhenNobodyIsThere() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Offer offer = Catalogue.offer("openai").orElseThrow().at(URI.create("http://127.0.0.1:" + free));
        assertThat(offer.check(new ApiKey("openai", KEY)))
                .isInstanceOfSatisfying(
                        Check.Fails.class, fails -> assertThat(fails.kind()).isEqualTo(Kind.UNREACHABLE));
    }

    @Test
    void namesEachProviderOnceAndItsKeyAsTheEnvironmentDoes() {
        assertThat(Catalogue.offers()).extracting(Offer::name).doesNotHaveDuplicates();
        assertThat(Catalogue.offers()).allMatch(offer -> offer.keyVariable().matches("[A-Z]+_API_KEY"));
    }
}
