package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.testkit.openai.Script;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls are led as their agent was set up to, with what is sent along with each. */
@ResourceLock("openai")
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
            String function = make(api, orders.door().address() + "/weather");
            mind.next(Script.stream()
                    .tool(0, "call_1", "lookup_order")
                    .arguments(0, "{\"order_id\":\"7\"}")
                    .tool(1, "call_2", "get_weather")
                    .arguments(1, "{\"city\":\"Pune\"}")
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
            // Both are asked at once, whichever comes first.
            List<ReceivedRequest> both = Stream.of(
                            orders.door().takeRequest(), orders.door().takeRequest())
                    .sorted(Comparator.comparing(ReceivedRequest::path))
                    .toList();
            ReceivedRequest looked = both.getFirst();
            assertThat(looked.headers()).containsEntry("authorization", "Bearer s3cret");
            assertThat(looked.headers().get("idempotency-key")).startsWith(id + "/");
            assertThat(looked.body()).contains("\"args\":{\"order_id\":\"7\"}", id);
            ReceivedRequest weather = both.getLast();
            assertThat(weather.method() + " " + weather.path()).isEqualTo("PUT /weather");
            assertThat(weather.headers()).containsEntry("x-shop", "shared-s3cret");
            assertThat(weather.body()).contains("\"name\":\"get_weather\"", "\"args\":{\"city\":\"Pune\"}", id);
            assertThat(each(call.path("tools"))).hasSize(2).anySatisfy(run -> {
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
                            "\"endpointing_ms\":\"900\"",
                            "\"turn_taking_profiles\":\"collecting=0.3,using_tool=0.2\"")
                    .doesNotContain("s3cret");
            assertThat(api.send("PATCH", function, "{\"is_active\":false}", Map.of())
                            .statusCode())
                    .isEqualTo(200);
            mind.next(Script.answering("Good day."));
            carriersBringVariablesToo(api);
            assertThat(asked.body()).contains("Tells the weather of a city.");
            assertThat(mind.takeRequest().body()).as("with what tools answered").contains("\"tool_call_id\":\"t1.2\"");
            assertThat(mind.takeRequest().body())
                    .as("while the function is switched off")
                    .contains("lookup_order")
                    .doesNotContain("get_weather");
        }
    }

    /** A function that agents share; its address. */
    private static String make(Api api, String url) throws Exception {
        var made = api.send("POST", "/api/custom-functions", """
                {"name": "get_weather", "description": "Tells the weather of a city.", "method": "PUT",
                 "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
                 "webhook_url": "%s", "headers": {"X-Shop": "shared-s3cret"}}
                """.formatted(url), Map.of());
        assertThat(made.statusCode()).isEqualTo(200);
        return "/api/v1/custom-functions/"
                + JsonMapper.shared().readTree(made.body()).path("id").asString();
    }

    private static String settings(String toolsAddress) {
        return """
            {"name": "tea-house", "language": "en-IN", "ear": "sphinx4", "llm_model": "openai", "voice_id": "local",
             "greeting": "Welcome {{caller}} to {{shop}}.",
             "system_prompt": "You sell tea to {{caller}}.",
             "variables": {"caller": "friend", "shop": "the tea house"},
             "likely_questions": ["How can I ease breathlessness at night?"],
             "guesses": 0, "enable_backchannel": true, "backchannel_frequency": 1, "backchannel_words": ["I see"],
             "greeting_uninterruptible": true, "endpointing_ms": 900,
             "turn_taking_profiles": {"using_tool": {"interruption_sensitivity": 0.2}, "collecting": {"responsiveness": 0.3}},
             "voice_speed": 1.5, "recording": false,
             "reminder_trigger_ms": 60000, "end_call_after_silence_ms": 120000, "tools_enabled": ["get_weather"],
             "tools": [{"name": "lookup_order", "description": "Looks up an order.",
                        "parameters": {"type": "object", "properties": {"order_id": {"type": "string"}}},
                        "url": "%s/orders", "headers": {"Authorization": "Bearer s3cret"}}]}
            """.formatted(toolsAddress);
    }

    private static void carriersBringVariablesToo(Api api) throws Exception {
        String id;
        try (var phone = Telephone.twilio(api, "tea-house", Map.of("caller", "Ravi", "not a name", "x"))) {
            phone.hearsTheAgentOut();
            phone.says("How can I ease breathlessness at night?");
            phone.hearsTheAgentOut();
            phone.hangsUp();
            id = phone.callId();
        }
        JsonNode call = api.ended(id);
        assertThat(words(call, "assistant")).containsExactly("Welcome Ravi to the tea house.", "Good day.");
        assertThat(call.path("variables").path("caller").asString()).isEqualTo("Ravi");
        assertThat(call.path("variables").has("not a name")).isFalse();
        assertThat(api.send("POST", "/api/v1/tickets", "{\"variables\":{\"no name\":\"x\"}}", Map.of())
                        .statusCode())
                .isEqualTo(400);
    }
}
