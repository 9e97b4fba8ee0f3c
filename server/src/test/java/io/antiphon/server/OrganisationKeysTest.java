package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static io.antiphon.server.VendorServer.KEY;
import static io.antiphon.server.VendorServer.OTHER_ANSWER;
import static io.antiphon.server.VendorServer.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers notice of the keys that an organisation brings itself while the server runs. */
class OrganisationKeysTest {
    private final VendorServer vendors = VendorServer.shared();
    private final Api root = vendors.api();
    private final Api api = root.with(Neighbour.of(
                    vendors.server,
                    "agents:read agents:write calls:read calls:write calls:place providers:write audit:read")
            .key());

    @Test
    void countFromTheNextCallOn() throws Exception {
        try (var printed = new Printed()) {
            api.send("POST", "/api/v1/agents", """
                    {"name": "night-desk", "language": "en", "ear": "sphinx4", "llm_model": "gemini",
                     "voice_id": "cartesia", "fallback_llm_models": ["lector"], "fallback_voice_ids": ["local"],
                     "likely_questions": ["How can I ease breathlessness at night?"]}
                    """, Map.of());
            JsonNode withoutKeys = called();
            assertThat(answer(withoutKeys)).isNotEqualTo(OTHER_ANSWER);
            assertThat(each(withoutKeys.path("turns_detail"))
                            .getLast()
                            .path("mind")
                            .asString())
                    .as("who is asked where the agent's own model has no key")
                    .isEqualTo("lector");

            set("gemini", KEY);
            set("cartesia", KEY);
            assertThat(check("gemini").path("serves").asBoolean()).isTrue();
            assertThat(answer(called())).isEqualTo(OTHER_ANSWER);
            var request = vendors.cartesia.door().takeRequest();
            assertThat(request.route()).isEqualTo("/tts/websocket");
            assertThat(request.header("x-api-key")).isEqualTo(KEY);

            set("gemini", REVOKED);
            assertThat(check("gemini").path("kind").asString()).isEqualTo("authentication");
            assertThat(answer(called())).isNotEqualTo(OTHER_ANSWER);
            assertThat(text(root, "/metrics"))
                    .contains("antiphon_provider_failures_total{kind=\"authentication\",provider=\"gemini\"}");

            set("gemini", KEY);
            assertThat(answer(called())).isEqualTo(OTHER_ANSWER);
            assertThat(text(api, "/api/v1/audit")).contains("vendor_key.set", "vendor_key.replaced", "abcd", "wxyz");
            for (String path : new String[] {"/api/v1/providers", "/api/v1/audit"}) {
                assertThat(text(api, path)).as(path).doesNotContain(KEY, REVOKED);
            }
            for (String path : new String[] {"/api/v1/system", "/metrics"}) {
                assertThat(text(root, path)).as(path).doesNotContain(KEY, REVOKED);
            }
            assertThat(printed.soFar())
                    .contains("gemini failed: AUTHENTICATION")
                    .doesNotContain(KEY, REVOKED);
        }
    }

    private static String answer(JsonNode call) {
        return words(call, "assistant").getLast();
    }

    /** A call of one question, when it is over. */
    private JsonNode called() throws Exception {
        try (var phone = Telephone.browser(api, "night-desk")) {
            phone.says("How can I ease breathlessness at night?");
            phone.hearsTheAgentOut();
            phone.hangsUp();
            return api.ended(phone.callId());
        }
    }

    private void set(String provider, String key) throws Exception {
        assertThat(api.send("PUT", "/api/v1/providers/" + provider + "/key", "{\"key\":\"" + key + "\"}", Map.of())
                        .statusCode())
                .isEqualTo(200);
    }

    private JsonNode check(String provider) throws Exception {
        return JsonMapper.shared()
                .readTree(api.send("POST", "/api/v1/providers/" + provider + "/check", "{}", Map.of())
                        .body());
    }

    private static String text(Api api, String path) throws Exception {
        return new String(api.get(path).body(), StandardCharsets.UTF_8);
    }
}
