package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.testkit.retell.PlacedCall;
import io.antiphon.testkit.retell.RetellCaller;
import io.antiphon.testkit.retell.RetellSigner;
import io.antiphon.testkit.retell.RetellSimulator;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls that a server places at Retell, and what Retell tells of them. */
@Execution(ExecutionMode.SAME_THREAD)
class RetellPlacedCallTest {
    private static final String KEY = "key_0123456789";
    private static final String NUMBER = "+15551230001";
    private static final String OURS = "+919876543210";
    private static final String LLM_TOKEN = "llm-0123456789";

    private static final RetellSimulator retell = RetellSimulator.start(KEY);
    private static final RunningServer server = server();
    private final Api api = server.api();
    private String agent = "";

    private static RunningServer server() {
        String port = FreePort.find();
        retell.hasNumber(OURS);
        return new RunningServer(
                "retell",
                Map.of(
                        "SERVER_PORT",
                        port,
                        "VOICE_PREFERRED_PROVIDER",
                        "r",
                        "RETELL_API_KEY",
                        KEY,
                        "RETELL_API_URL",
                        retell.baseUrl().toString(),
                        "RETELL_AGENT_ID",
                        retell.hasAgent("Clinic", "http://localhost:" + port + "/api/retell/webhook"),
                        "RETELL_LLM_TOKEN",
                        LLM_TOKEN,
                        "VOBIZ_DID_NUMBER",
                        OURS,
                        "VOBIZ_SIP_PASSWORD",
                        "verysecret",
                        "OUTBOUND_CALLS_PER_MINUTE",
                        "1000"));
    }

    @BeforeEach
    void makeAnAgent() throws Exception {
        HttpResponse<byte[]> made =
                api.send("POST", "/api/v1/agents", "{\"name\":\"clinic-" + UUID.randomUUID() + "\"}", Map.of());
        agent = json(made).path("id").asString();
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<byte[]> place(String to) throws Exception {
        return api.send(
                "POST",
                "/api/v1/calls/outbound",
                "{\"agent_id\":\"" + agent + "\",\"to_number\":\"" + to + "\"}",
                Map.of());
    }

    private PlacedCall placed() throws Exception {
        HttpResponse<byte[]> response = place(NUMBER);
        assertThat(response.statusCode()).as("%s", json(response)).isEqualTo(201);
        PlacedCall call = retell.nextCall();
        assertThat(call.metadata("antiphon_call_id"))
                .isEqualTo(json(response).path("id").asString());
        return call;
    }

    private JsonNode call(PlacedCall placed) throws Exception {
        return api.json("/api/v1/calls/" + placed.metadata("antiphon_call_id"));
    }

    private HttpResponse<byte[]> tell(String body) throws Exception {
        return tell(body, new RetellSigner(KEY).sign(body, System.currentTimeMillis()));
    }

    private HttpResponse<byte[]> tell(String body, String signature) throws Exception {
        return api.with("").send("POST", "/api/retell/webhook", body, Map.of("X-Retell-Signature", signature));
    }

    private static JsonNode answer(String json) {
        return JsonMapper.shared().readTree(json);
    }

    @ParameterizedTest
    @CsvSource({
        "dial_busy, dial_busy",
        "user_declined, dial_busy",
        "dial_no_answer, dial_no_answer",
        "dial_failed, dial_failed",
        "invalid_destination, dial_failed"
    })
    void saysWhyNobodyAnsweredACallThatRetellPlaced(String told, String reason) throws Exception {
        PlacedCall placed = placed();
        assertThat(call(placed).path("channel").asString()).isEqualTo("retell");
        assertThat(call(placed).path("status").asString()).isEqualTo("queued");
        assertThat(placed.ends(told)).isEqualTo(200);
        assertThat(call(placed).path("status").asString()).isEqualTo("failed");
        assertThat(call(placed).path("end_reason").asString()).isEqualTo(reason);
        JsonNode ended = call(placed);
        assertThat(placed.ends("user_hangup")).as("what comes late").isEqualTo(200);
        assertThat(placed.isAnalyzed()).isEqualTo(200);
        assertThat(call(placed)).as("changes nothing").isEqualTo(ended);
    }

    @Test
    void leadsACallThatItPlacedAndSomebodyAnswered() throws Exception {
        PlacedCall placed = placed();
        assertThat(placed.isAnswered()).isEqualTo(200);
        ObjectNode told = JsonMapper.shared().createObjectNode().put("call_id", placed.id());
        told.put("direction", "outbound").put("from_number", OURS).put("to_number", NUMBER);
        told.set("metadata", placed.wanted().path("metadata"));
        try (var caller = RetellCaller.begin(api.bareSocket("/ws/retell/llm/" + LLM_TOKEN), Map.of(), told)) {
            caller.hearsGreeting();
            assertThat(caller.says("Hello, who is there?").hears().text()).isNotEmpty();
            assertThat(call(placed).path("status").asString()).isEqualTo("in-progress");
            caller.hangsUp();
        }
        assertThat(placed.ends("user_hangup")).isEqualTo(200);
        JsonNode call = api.ended(placed.metadata("antiphon_call_id"));
        assertThat(call.path("status").asString()).isEqualTo("completed");
        assertThat(call.path("direction").asString()).isEqualTo("outbound");
        assertThat(call.path("caller_number").asString()).isEqualTo(NUMBER);
        assertThat(Api.words(call, "user")).containsExactly("Hello, who is there?");
    }

    @Test
    void followsACallThatSomebodyAnsweredAndThatNeverReachedUs() throws Exception {
        PlacedCall placed = placed();
        assertThat(placed.isAnswered()).isEqualTo(200);
        assertThat(call(placed).path("status").asString()).isEqualTo("ringing");
        assertThat(placed.isAnswered()).as("told again").isEqualTo(200);
        assertThat(placed.ends("error_llm_websocket_open")).isEqualTo(200);
        assertThat(call(placed).path("end_reason").asString()).isEqualTo("error_not_ready");
    }

    @Test
    void findsACallByRetellsNameWhereOursIsNotTold() throws Exception {
        PlacedCall placed = placed();
        String body = "{\"event\":\"call_ended\",\"call\":{\"call_id\":\"" + placed.id()
                + "\",\"call_status\":\"not_connected\",\"disconnection_reason\":\"dial_no_answer\"}}";
        assertThat(tell(body).statusCode()).isEqualTo(200);
        assertThat(call(placed).path("end_reason").asString()).isEqualTo("dial_no_answer");
    }

    @Test
    void hangsUpWhileItRings() throws Exception {
        PlacedCall placed = placed();
        String path = "/api/v1/calls/" + placed.metadata("antiphon_call_id");
        assertThat(api.send("POST", path + "/end", "{}", Map.of()).statusCode()).isEqualTo(202);
        assertThat(placed.status()).isEqualTo("ended");
        assertThat(call(placed).path("end_reason").asString()).isEqualTo("dial_canceled");
    }

    @Test
    void saysWhatIsWrongAndCallsNobody() throws Exception {
        HttpResponse<byte[]> refused = place("+15005550001");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/error/field").asString()).isEqualTo("to_number");
        assertThat(retell.waiting()).isZero();
    }

    @Test
    void believesOnlyWhatRetellSignedInTheseMinutes() throws Exception {
        PlacedCall placed = placed();
        assertThat(placed.isForged("call_ended")).isEqualTo(401);
        String body = "{\"event\":\"call_ended\",\"call\":{\"call_id\":\"" + placed.id()
                + "\",\"call_status\":\"not_connected\",\"disconnection_reason\":\"dial_busy\"}}";
        long now = System.currentTimeMillis();
        for (String signature : new String[] {
            "", "v=1,d=0", new RetellSigner(KEY).sign(body, now - 301_000), new RetellSigner(KEY).sign(body + " ", now)
        }) {
            HttpResponse<byte[]> refused = tell(body, signature);
            assertThat(refused.statusCode()).as(signature).isEqualTo(401);
            assertThat(json(refused)).isEqualTo(answer("{\"message\":\"Unauthorized\"}"));
        }
        assertThat(call(placed).path("status").asString()).isEqualTo("queued");
    }

    @Test
    void answersRetellInItsWords() throws Exception {
        String ended = "{\"event\":\"call_ended\",\"call\":{\"call_id\":\"call_1\",\"call_status\":\"ended\","
                + "\"transcript\":\"User: नमस्ते\",\"start_timestamp\":1700000000000,\"end_timestamp\":1700000012999}}";
        assertThat(json(tell(ended)))
                .isEqualTo(answer("{\"status\":\"recorded\",\"call_id\":\"call_1\",\"event\":\"call_ended\","
                        + "\"duration_seconds\":12}"));
        assertThat(json(tell("{\"event\":\"call_started\",\"data\":{\"call_id\":\"call_1\"}}")))
                .isEqualTo(answer("{\"status\":\"recorded\",\"call_id\":\"call_1\",\"event\":\"call_started\"}"));
        assertThat(json(tell("{\"event\":\"transfer_started\",\"call\":{\"call_id\":\"call_1\"}}"))
                        .path("status")
                        .asString())
                .isEqualTo("recorded");
        assertThat(json(tell("{\"event\":\"call_teleported\"}")))
                .isEqualTo(answer("{\"status\":\"ignored\",\"reason\":\"unknown_event\","
                        + "\"event_type\":\"call_teleported\"}"));
        HttpResponse<byte[]> nameless = tell("{\"event\":\"call_ended\",\"call\":{}}");
        assertThat(nameless.statusCode()).isEqualTo(400);
        assertThat(json(nameless).at("/error/field").asString()).isEqualTo("call.call_id");
        assertThat(tell("not JSON").statusCode()).isEqualTo(400);
    }

    @Test
    void isNotThereWithoutAKey() throws Exception {
        HttpResponse<byte[]> response =
                RunningServer.shared().api().with("").send("POST", "/api/retell/webhook", "{}", Map.of());
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response)).isEqualTo(answer("{\"error\":\"Retell integration not available\"}"));
        assertThat(RunningServer.shared().api().json("/api/retell/health"))
                .isEqualTo(answer("{\"status\":\"unavailable\",\"client_available\":false,"
                        + "\"llm_handler_ready\":false,\"webhook_handler_ready\":false}"));
    }

    @Test
    void showsHowItIsSetUpWithoutSecrets() throws Exception {
        assertThat(api.json("/api/retell/health"))
                .isEqualTo(answer("{\"status\":\"healthy\",\"client_available\":true,"
                        + "\"llm_handler_ready\":true,\"webhook_handler_ready\":true}"));
        HttpResponse<byte[]> vobiz = api.send("GET", "/api/retell/vobiz", null, Map.of());
        assertThat(json(vobiz))
                .isEqualTo(
                        answer(
                                "{\"did_number\":\"" + OURS + "\",\"sip_domain\":null,\"sip_port\":5060,"
                                        + "\"configured\":true,\"fully_configured\":false,\"has_sip_trunk\":false,\"codec\":\"PCMU\"}"));
        assertThat(new String(vobiz.body(), StandardCharsets.UTF_8)).doesNotContain("verysecret");
        assertThat(api.with("").send("GET", "/api/retell/vobiz", null, Map.of()).statusCode())
                .isEqualTo(401);
    }
}
