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
import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.NobodysDoor;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        Offer offer = Catalogue.offer("openai").orElseThrow().at(NobodysDoor.ADDRESS);
        assertThat(offer.check(new ApiKey("openai", KEY)))
                .isInstanceOfSatisfying(
                        Check.Fails.class, fails -> assertThat(fails.kind()).isEqualTo(Kind.UNREACHABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
                "HTTP/1.1 401 Unauthorized\r\nContent-Length: 10\r\n\r\n12345"
            })
    void givesUpOnAVendorThatStalls(String begun) throws Exception {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var kept = new CompletableFuture<Socket>();
            Thread.ofVirtual().start(() -> {
                try {
                    Socket socket = door.accept();
                    socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                    kept.complete(socket);
                } catch (IOException closed) {
                    kept.completeExceptionally(closed);
                }
            });
            Offer offer =
                    Catalogue.offer("openai").orElseThrow().at(URI.create("http://127.0.0.1:" + door.getLocalPort()));
            assertThat(offer.check(new ApiKey("openai", KEY), Duration.ofMillis(300)))
                    .isInstanceOfSatisfying(
                            Check.Fails.class, fails -> assertThat(fails.kind()).isEqualTo(Kind.UNREACHABLE));
            kept.join().close();
        }
    }

    @Test
    void saysWhatElseIsWrong() throws Exception {
        for (var expected : Map.of(429, Kind.RATE_LIMIT, 402, Kind.QUOTA, 503, Kind.VENDOR_FAULT, 302, Kind.BAD_REQUEST)
                .entrySet()) {
            try (var vendor = new ScriptedDoor<HttpScript<?>>(
                    HttpScript.json(expected.getKey(), "{\"error\":\"" + KEY + "\"}"), request -> null)) {
                Offer offer = Catalogue.offer("groq")
                        .orElseThrow()
                        .at(URI.create(vendor.door().address()));
                assertThat(offer.check(new ApiKey("groq", KEY))).isInstanceOfSatisfying(Check.Fails.class, fails -> {
                    assertThat(fails.kind()).isEqualTo(expected.getValue());
                    assertThat(fails.reason()).isNotBlank().doesNotContain(KEY);
                });
            }
        }
    }

    @Test
    void namesEachProviderOnceAndItsKeyAsTheEnvironmentDoes() {
        assertThat(Catalogue.offers()).extracting(Offer::name).doesNotHaveDuplicates();
        assertThat(Catalogue.offers()).allMatch(offer -> offer.keyVariable().matches("[A-Z]+_API_KEY"));
    }
}
