package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static io.antiphon.server.VendorServer.ANSWER;
import static io.antiphon.server.VendorServer.LLM_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.testkit.retell.RetellCaller;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Calls that Retell hosts and our agents lead. */
class RetellCallTest {
    private static final String QUESTION = "How can I ease breathlessness at night?";

    private final VendorServer vendors = VendorServer.shared();
    private final Api api = vendors.api();
    private final String agent = "hosted-" + UUID.randomUUID().toString().substring(0, 8);
    private final String id = "call_" + UUID.randomUUID().toString().replace("-", "");

    private RetellCaller begun() throws Exception {
        assertThat(api.send("POST", "/api/v1/agents", """
                                {"name": "%s", "language": "en-IN", "greeting": "Hello {{patient}}, this is Asha.",
                                 "llm_model": "claude-sonnet-4-5", "variables": {"patient": "friend"},
                                 "reminder_max_count": 1}
                                """.formatted(agent), Map.of())
                        .statusCode())
                .isEqualTo(201);
        return RetellCaller.begin(api.bareSocket("/ws/retell/llm/" + LLM_TOKEN), Map.of(), call(agent));
    }

    private ObjectNode call(String ours) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("call_id", id).put("call_type", "phone_call").put("direction", "inbound");
        call.put("from_number", "+15550123").put("to_number", "+15550199");
        call.putObject("metadata").put("agent", ours);
        call.putObject("retell_llm_dynamic_variables").put("patient", "Meera");
        return call;
    }

    @Test
    void isLedAndKept() throws Exception {
        try (var caller = begun()) {
            assertThat(caller.next("update_agent")
                            .path("agent_config")
                            .path("reminder_max_count")
                            .asInt())
                    .isEqualTo(2);
            assertThat(caller.hearsGreeting().text()).isEqualTo("Hello Meera, this is Asha.");
            assertThat(caller.says(QUESTION).hears().text()).isEqualTo(ANSWER);
            assertThat(caller.pings(1_700_000_000_123L)).isEqualTo(1_700_000_000_123L);
            String callId = api.callOf(id);
            assertThat(each(api.json("/api/v1/calls/live").path("calls")))
                    .extracting(one -> one.path("id").asString())
                    .contains(callId);
            assertThat(api.send("POST", "/api/v1/calls/" + callId + "/listen", "{}", Map.of())
                            .statusCode())
                    .isEqualTo(409);
            caller.hangsUp();
            JsonNode call = api.ended(callId);
            assertThat(words(call, "user")).containsExactly(QUESTION);
            assertThat(words(call, "assistant")).containsExactly("Hello Meera, this is Asha.", ANSWER);
            assertThat(call.path("channel").asString()).isEqualTo("retell");
            assertThat(call.path("caller_number").asString()).isEqualTo("+15550123");
            assertThat(call.path("status").asString()).isEqualTo("completed");
            assertThat(call.path("end_reason").asString()).isEqualTo("user_hangup");
            assertThat(each(call.path("turns_detail"))).hasSize(2);
            assertThat(each(call.path("turns_detail")).getLast().path("mind").asString())
                    .isEqualTo("anthropic");
        }
    }

    @Test
    void keepsOfTheAgentWhatWasHeard() throws Exception {
        try (var caller = begun()) {
            caller.hearsGreeting();
            caller.says(QUESTION).hearsOnly(2);
            caller.says("Wait.").goesOn("What did you say?").hears();
            String callId = api.callOf(id);
            caller.hangsUp();
            JsonNode call = api.ended(callId);
            assertThat(words(call, "assistant")).containsExactly("Hello Meera, this is Asha.", "Raise the", ANSWER);
            assertThat(words(call, "user")).containsExactly(QUESTION, "Wait. What did you say?");
        }
    }

    @Test
    void goesOnWhenRetellComesAgain() throws Exception {
        try (var caller = begun()) {
            caller.hearsGreeting();
            caller.breaksAndComesAgain();
            assertThat(caller.says(QUESTION).hears().text()).isEqualTo(ANSWER);
            String callId = api.callOf(id);
            caller.hangsUp();
            assertThat(words(api.ended(callId), "assistant")).containsExactly("Hello Meera, this is Asha.", ANSWER);
        }
    }

    @Test
    void takesTheTalkOfHours() throws Exception {
        try (var caller = begun()) {
            caller.hearsGreeting();
            assertThat(caller.says("word ".repeat(40_000) + QUESTION).hears().text())
                    .isEqualTo(ANSWER);
            caller.hangsUp();
        }
    }

    @Test
    void saysWhatAnOperatorSaysAndEndsWhenTheyWant() throws Exception {
        try (var caller = begun()) {
            caller.hearsGreeting();
            String callId = api.callOf(id);
            api.send("POST", "/api/v1/calls/" + callId + "/say", "{\"text\": \"A nurse will call you.\"}", Map.of());
            assertThat(caller.next("agent_interrupt").path("content").asString().strip())
                    .isEqualTo("A nurse will call you.");
            assertThat(caller.next("agent_interrupt").path("content_complete").asBoolean())
                    .isTrue();
            api.send("POST", "/api/v1/calls/" + callId + "/end", "{}", Map.of());
            JsonNode last = caller.next("agent_interrupt");
            while (!last.path("content_complete").asBoolean()) {
                last = caller.next("agent_interrupt");
            }
            assertThat(last.path("end_call").asBoolean()).isTrue();
            caller.hangsUp();
            assertThat(api.ended(callId).path("end_reason").asString()).isEqualTo("operator_ended");
        }
    }

    @Test
    void isTurnedAwayWhereThereIsNoSuchAgent() throws Exception {
        try (var caller = RetellCaller.begin(
                api.bareSocket("/ws/retell/llm/" + LLM_TOKEN), Map.of(), call("nobody-of-this-name"))) {
            assertThat(caller.closeCode()).isEqualTo(4404);
        }
    }

    @Test
    void comesInWithTheTokenOrAKeyAlone() throws Exception {
        for (String path : new String[] {"/ws/retell/llm/guessed", "/ws/retell/llm"}) {
            var address = api.bareSocket(path);
            var call = call(agent);
            assertThatThrownBy(() -> RetellCaller.begin(address, Map.of(), call))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
        try (var caller = RetellCaller.begin(
                api.bareSocket("/ws/retell/llm"), Map.of("Authorization", "Bearer " + api.key()), call("nobody"))) {
            assertThat(caller.closeCode()).isEqualTo(4404);
        }
    }
}
