package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.server.tracing.Collector;
import io.antiphon.server.wiring.Antiphon;
import io.antiphon.testkit.anthropic.AnthropicScript;
import io.antiphon.testkit.anthropic.AnthropicSimulator;
import io.antiphon.testkit.deepgram.DeepgramSimulator;
import io.antiphon.testkit.elevenlabs.ElevenLabsSimulator;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server with vendors' keys, some of them good. */
@Tag("slow")
@Isolated("starts a server besides, which makes others' callers wait")
class VendorsTest {
    private static final String KEY = "good-0123456789";
    private static final String REVOKED = "revoked-9876543210";

    @Test
    void answersThoughEarAndVoiceRefuseTheirKeys() throws Exception {
        Path data = DataFolder.create("vendors");
        try (var collector = new Collector();
                var deepgram = DeepgramSimulator.start(KEY);
                var elevenLabs = ElevenLabsSimulator.start(KEY);
                var anthropic = AnthropicSimulator.start(KEY);
                var antiphon = Antiphon.start(
                        RunningServer.configuration(
                                data,
                                Map.of(
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        collector.address().toString(),
                                        "DEEPGRAM_API_KEY",
                                        REVOKED,
                                        "DEEPGRAM_BASE_URL",
                                        deepgram.baseUrl().toString(),
                                        "ELEVENLABS_API_KEY",
                                        REVOKED,
                                        "ELEVENLABS_BASE_URL",
                                        elevenLabs.baseUrl().toString(),
                                        "ANTHROPIC_API_KEY",
                                        KEY,
                                        "ANTHROPIC_BASE_URL",
                                        anthropic.baseUrl().toString())),
                        step -> {})) {
            anthropic.scripts().always(AnthropicScript.answering("Raise", " the head", " of the bed", "."));
            Api api = Api.at(antiphon.port(), data);
            JsonNode call;
            try (var phone = Telephone.browser(api, "palli-sahayak")) {
                phone.hearsTheAgentOut();
                phone.says("How can I ease breathlessness at night?");
                phone.hearsTheAgentOut();
                phone.hangsUp();
                call = api.ended(phone.callId());
            }
            assertThat(words(call, "user")).singleElement().asString().contains("breathlessness");
            assertThat(words(call, "assistant").getLast()).isEqualTo("Raise the head of the bed.");
            assertThat(collector.trace(call.path("id").asString()))
                    .extracting(Span::getName)
                    .contains("call", "turn", "ear", "model", "voice", "wire");
            assertThat(each(call.path("turns_detail")).getLast().path("mind").asString())
                    .isEqualTo("anthropic");

            assertThat(check(api, "anthropic").path("serves").asBoolean()).isTrue();
            JsonNode refused = check(api, "deepgram");
            assertThat(refused.path("kind").asString()).isEqualTo("authentication");
            assertThat(refused.toString()).doesNotContain(REVOKED);
            bringsAKeyOfItsOwn(api);
            JsonNode providers = api.json("/api/v1/providers");
            assertThat(providers.toString()).doesNotContain(REVOKED, KEY);
            assertThat(each(providers.path("providers")))
                    .filteredOn(provider -> provider.path("name").asString().equals("deepgram"))
                    .singleElement()
                    .satisfies(provider -> {
                        assertThat(provider.path("configured").asBoolean()).isTrue();
                        assertThat(provider.path("source").asString()).isEqualTo("environment");
                        assertThat(provider.path("health").path("last_failure").asString())
                                .isEqualTo("authentication");
                    });
            assertThat(new String(api.get("/metrics").body(), StandardCharsets.UTF_8))
                    .contains(
                            "antiphon_provider_failures_total{kind=\"authentication\",provider=\"deepgram\"}",
                            "antiphon_provider_failures_total{kind=\"authentication\",provider=\"elevenlabs\"}")
                    .doesNotContain(REVOKED);
        }
    }

    /** The key of the console stands before that of the environment, which is there again once it is deleted. */
    private static void bringsAKeyOfItsOwn(Api api) throws Exception {
        String path = "/api/v1/providers/deepgram/key";
        api.send("PUT", path, "{\"key\":\"" + KEY + "\"}", Map.of());
        assertThat(check(api, "deepgram").path("serves").asBoolean()).isTrue();
        assertThat(check(api, "deepgram-flux").path("serves").asBoolean()).isTrue();
        api.send("DELETE", path, null, Map.of());
        assertThat(check(api, "deepgram").path("serves").asBoolean()).isFalse();
    }

    private static JsonNode check(Api api, String provider) throws Exception {
        return JsonMapper.shared()
                .readTree(api.send("POST", "/api/v1/providers/" + provider + "/check", "{}", Map.of())
                        .body());
    }
}
