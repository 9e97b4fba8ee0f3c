package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.testkit.openai.Script;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls are led as their agent was set up to, with what is sent along with each. */
class AgentSettingsCallTest {
    @Test
    void areLedAsTheAgentWasSetUpTo() throws Exception {
        VendorServer vendors = VendorServer.shared();
        var mind = vendors.openAi;
        Api api = vendors.api();
        try (var orders = new ScriptedDoor<>(Script.plain(200, "{\"state\":\"ready\"}"), request -> null)) {
            String settings = settings(orders.door().address());
            assertThat(api.send("POST", "/api/v1/agents", settings, Map.of()).statusCode())
                    .isEqualTo(201);
            mind.next(Script.stream()
                    .tool(0, "call_1", "lookup_order")
                    .arguments(0, "{\"order_id\":\"7\"}")
                    .finish("tool_calls")
                    .done());
            mind.next(Script.answering("Your tea is ready."));
            String id;
            try (var phone = Telephone.browser(api, "tea-house", Map.of("caller", "Asha"))) {
                phone.hearsTheAgentOut();
                phone.says("How can I ease breathlessness at night?");
                phone.hearsTheAgentOut();
                phone.hangsUp();
                id = phone.callId();
            }
            JsonNode call = api.ended(id);
            assertThat(words(call, "assistant"))
                    .containsExactly("Welcome Asha to the tea house.", "Your tea is ready.");
            assertThat(call.path("variables")).isEqualTo(JsonMapper.shared().readTree("{\"caller\":\"Asha\"}"));
            assertThat(call.path("recording").isNull())
                    .as("the agent is not recorded")
                    .isTrue();

            ReceivedRequest asked = mind.takeRequest();
            assertThat(asked.body()).contains("You sell tea to Asha.", "lookup_order");
            ReceivedRequest looked = orders.door().takeRequest();
            assertThat(looked.headers()).containsEntry("authorization", "Bearer s3cret");
            assertThat(looked.headers().get("idempotency-key")).startsWith(id + "/");
            assertThat(looked.body()).contains("\"args\":{\"order_id\":\"7\"}", id);
            assertThat(each(call.path("tools"))).singleElement().satisfies(run -> {
                assertThat(run.path("name").asString()).isEqualTo("lookup_order");
                assertThat(run.path("status").asString()).isEqualTo("completed");
                assertThat(run.path("result").path("state").asString()).isEqualTo("ready");
            });

            String journal =
                    new String(api.get("/api/v1/calls/" + id + "/journal").body(), StandardCharsets.UTF_8);
            assertThat(journal)
                    .contains(
                            "\"guesses\":\"0\"",
                            "\"greeting_uninterruptible\":\"true\"",
                            "\"backchannels\":\"true\"",
                            "\"backchannel_interval_ms\":\"4000\"",
                            "\"backchannel_words\":\"I see\"",
                            "\"endpointing_ms\":\"900\"")
                    .doesNotContain("s3cret");
            carriersBringVariablesToo(api);
        }
    }

    private static String settings(String toolsAddress) {
        return """
            {"name": "tea-house", "language": "en-IN", "ear": "sphinx4", "llm_model": "openai", "voice_id": "local",
             "greeting": "Welcome {{caller}} to {{shop}}.",
             "system_prompt": "You sell tea to {{caller}}.",
             "variables": {"caller": "friend", "shop": "the tea house"},
             "likely_questions": ["How can I ease breathlessness at night?"],
             "guesses": 0, "enable_backchannel": true, "backchannel_frequency": 1, "backchannel_words": ["I see"],
             "greeting_uninterruptible": true, "endpointing_ms": 900, "voice_speed": 1.5, "recording": false,
             "reminder_trigger_ms": 60000, "end_call_after_silence_ms": 120000,
             "tools": [{"name": "lookup_order", "description": "Looks up an order.",
                        "parameters": {"type": "object", "properties": {"order_id": {"type": "string"}}},
                        "url": "%s/orders", "headers": {"Authorization": "Bearer s3cret"}}]}
            """.formatted(toolsAddress);
    }

    private static void carriersBringVariablesToo(Api api) throws Exception {
        String id;
        try (var phone = Telephone.twilio(api, "tea-house", Map.of("caller", "Ravi", "not a name", "x"))) {
            phone.hearsTheAgentOut();
            phone.hangsUp();
            id = phone.callId();
        }
        JsonNode call = api.ended(id);
        assertThat(words(call, "assistant")).containsExactly("Welcome Ravi to the tea house.");
        assertThat(call.path("variables").path("caller").asString()).isEqualTo("Ravi");
        assertThat(call.path("variables").has("not a name")).isFalse();
        assertThat(api.send("POST", "/api/v1/tickets", "{\"variables\":{\"no name\":\"x\"}}", Map.of())
                        .statusCode())
                .isEqualTo(400);
    }
}
