package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static io.antiphon.server.VendorServer.KEY;
import static io.antiphon.server.VendorServer.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls on a server with vendors' keys, some of them good. */
class VendorsTest {
    private final VendorServer vendors = VendorServer.shared();
    private final Api api = vendors.api();

    @Test
    void answersThoughEarAndVoiceRefuseTheirKeys() throws Exception {
        api.send("POST", "/api/v1/agents", """
                {"name": "bedside", "language": "en", "greeting": "Hello, this is a helpline.",
                 "ear": "deepgram", "llm_model": "anthropic", "voice_id": "elevenlabs",
                 "likely_questions": ["How can I ease breathlessness at night?"]}
                """, Map.of());
        JsonNode call;
        try (var phone = Telephone.browser(api, "bedside")) {
            phone.hearsTheAgentOut();
            phone.says("How can I ease breathlessness at night?");
            phone.hearsTheAgentOut();
            phone.hangsUp();
            call = api.ended(phone.callId());
        }
        assertThat(words(call, "user")).singleElement().asString().contains("breathlessness");
        assertThat(words(call, "assistant").getLast()).isEqualTo(VendorServer.ANSWER);
        assertThat(vendors.collector.trace(call.path("id").asString()))
                .extracting(Span::getName)
                .contains("call", "turn", "ear", "model", "voice", "wire");
        assertThat(each(call.path("turns_detail")).getLast().path("mind").asString())
                .isEqualTo("anthropic");

        assertThat(check(api, "anthropic").path("serves").asBoolean()).isTrue();
        JsonNode refused = check(api, "deepgram");
        assertThat(refused.path("kind").asString()).isEqualTo("authentication");
        assertThat(refused.toString()).doesNotContain(REVOKED);
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

    @Test
    void servesAnOrganisationWithItsOwnKeyBeforeThatOfTheEnvironment() throws Exception {
        Api theirs = api.with(
                Neighbour.of(vendors.server, "agents:write providers:write").key());
        String path = "/api/v1/providers/deepgram/key";
        assertThat(check(theirs, "deepgram").path("serves").asBoolean()).isFalse();
        assertThat(theirs.send("PUT", path, "{\"key\":\"" + KEY + "\"}", Map.of())
                        .statusCode())
                .isEqualTo(200);
        JsonNode checked = check(theirs, "deepgram");
        assertThat(checked.path("serves").asBoolean()).as("%s", checked).isTrue();
        assertThat(check(theirs, "deepgram-flux").path("serves").asBoolean()).isTrue();
        assertThat(check(api, "deepgram").path("serves").asBoolean()).isFalse();
        theirs.send("DELETE", path, null, Map.of());
        assertThat(check(theirs, "deepgram").path("serves").asBoolean()).isFalse();
    }

    private static JsonNode check(Api api, String provider) throws Exception {
        return JsonMapper.shared()
                .readTree(api.send("POST", "/api/v1/providers/" + provider + "/check", "{}", Map.of())
                        .body());
    }
}
