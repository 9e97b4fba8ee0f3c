package io.antiphon.server;

import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.lines.caller.CallerEvent;
import io.antiphon.lines.caller.Dialler;
import io.antiphon.lines.caller.TwilioStart;
import io.antiphon.testkit.twilio.SimulatedCall;
import io.antiphon.testkit.twilio.TwilioSigner;
import io.antiphon.testkit.twilio.TwilioSimulator;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that the server places at Twilio, and what Twilio asks for and tells. */
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("twilio")
class OutboundCallTest {
    private static final String NUMBER = "+15551230001";

    private final TwilioSimulator twilio = VendorServer.shared().twilio;
    private final Api api = VendorServer.shared().api();
    private String agent = "";

    @BeforeEach
    void makeAnAgent() throws Exception {
        String settings = "{\"name\":\"clinic-" + UUID.randomUUID()
                + "\",\"display_name\":\"Clinic\",\"language\":\"en\","
                + "\"greeting\":\"Hello {{name}}, this is the clinic.\",\"variables\":{\"name\":\"there\"}}";
        HttpResponse<byte[]> made = api.send("POST", "/api/v1/agents", settings, Map.of());
        assertThat(made.statusCode()).as("%s", text(made)).isEqualTo(201);
        agent = json(made).path("id").asString();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<byte[]> place(String to, Map<String, String> headers) throws Exception {
        String body = "{\"agent_id\":\"" + agent + "\",\"to_number\":\"" + to + "\",\"variables\":{\"name\":\"Asha\"}}";
        return api.send("POST", "/api/v1/calls/outbound", body, headers);
    }

    private SimulatedCall placed() throws Exception {
        HttpResponse<byte[]> response = place(NUMBER, Map.of());
        assertThat(response.statusCode()).as("%s", text(response)).isEqualTo(201);
        SimulatedCall call = twilio.nextCall();
        assertThat(json(response).path("id").asString()).isEqualTo(call.parameter("call_id"));
        return call;
    }

    private JsonNode call(SimulatedCall placed) throws Exception {
        return api.json("/api/v1/calls/" + placed.parameter("call_id"));
    }

    @Test
    void talksWithWhoeverAnswers() throws Exception {
        SimulatedCall placed = placed();
        assertThat(placed.to()).isEqualTo(NUMBER);
        assertThat(call(placed).path("status").asString()).isEqualTo("queued");
        assertThat(placed.goesOn("initiated")).isEqualTo(204);
        assertThat(placed.goesOn("ringing")).isEqualTo(204);
        assertThat(call(placed).path("status").asString()).isEqualTo("ringing");
        assertThat(placed.goesOn("in-progress")).isEqualTo(204);
        try (var phone = Telephone.answering(placed)) {
            phone.hearsTheAgentOut();
            assertThat(call(placed).path("status").asString()).isEqualTo("in-progress");
            phone.hangsUp();
        }
        assertThat(placed.goesOn("completed")).isEqualTo(204);
        JsonNode call = api.ended(placed.parameter("call_id"));
        assertThat(call.path("direction").asString()).isEqualTo("outbound");
        assertThat(call.path("channel").asString()).isEqualTo("twilio");
        assertThat(call.path("caller_number").asString()).isEqualTo(NUMBER);
        assertThat(call.path("status").asString()).isEqualTo("completed");
        assertThat(words(call, "assistant")).containsExactly("Hello Asha, this is the clinic.");
        assertThat(call.path("recording").isNull()).isFalse();
        assertThat(api.callOf(placed.sid())).isEqualTo(call.path("id").asString());
    }

    @Test
    void leadsNobodyThroughAMenuWhomItCalls() throws Exception {
        HttpResponse<byte[]> menu = api.send(
                "POST",
                "/api/v1/ivr-menus",
                "{\"name\":\"m" + UUID.randomUUID() + "\",\"prompt\":\"Press one to end.\",\"items\":"
                        + "[{\"digit\":\"1\",\"label\":\"End\",\"action\":\"hangup\"}]}",
                Map.of());
        String id = json(menu).path("id").asString();
        HttpResponse<byte[]> published =
                api.send("PATCH", "/api/v1/agents/" + agent, "{\"ivr_menu_id\":\"" + id + "\"}", Map.of());
        assertThat(published.statusCode()).as("%s", text(published)).isEqualTo(200);
        SimulatedCall placed = placed();
        placed.goesOn("in-progress");
        try (var phone = Telephone.answering(placed)) {
            phone.hearsTheAgentOut();
            phone.hangsUp();
        }
        placed.goesOn("completed");
        JsonNode call = api.ended(placed.parameter("call_id"));
        assertThat(words(call, "assistant")).containsExactly("Hello Asha, this is the clinic.");
        assertThat(api.json("/api/v1/ivr-menus/" + id + "/sessions")
                        .path("sessions")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "busy, dial_busy",
        "no-answer, dial_no_answer",
        "failed, dial_failed",
        "canceled, dial_canceled",
        "completed, error_not_ready"
    })
    void saysWhyNothingCameOfACall(String status, String reason) throws Exception {
        SimulatedCall placed = placed();
        placed.goesOn("ringing");
        assertThat(placed.goesOn(status)).isEqualTo(204);
        JsonNode call = call(placed);
        assertThat(call.path("status").asString()).isEqualTo("failed");
        assertThat(call.path("end_reason").asString()).isEqualTo(reason);
        assertThat(call.path("ended_at").isString()).isTrue();
        assertThat(placed.goesOn("ringing"))
                .as("what comes late changes nothing")
                .isEqualTo(204);
        assertThat(call(placed).path("status").asString()).isEqualTo("failed");
        turnsAway(placed);
    }

    /** Nobody waits for whoever answers now. */
    private static void turnsAway(SimulatedCall placed) throws Exception {
        try (var phone = Telephone.answering(placed)) {
            assertThat(phone.notices(CallerEvent.Disconnected.class).code()).isEqualTo(4404);
        }
    }

    @Test
    void hangsUpWhileItRings() throws Exception {
        SimulatedCall placed = placed();
        placed.goesOn("ringing");
        String path = "/api/v1/calls/" + placed.parameter("call_id");
        assertThat(api.send("DELETE", path, null, Map.of()).statusCode()).isEqualTo(409);
        assertThat(api.send("POST", path + "/end", "{}", Map.of()).statusCode()).isEqualTo(202);
        assertThat(placed.status()).isEqualTo("canceled");
        assertThat(call(placed).path("end_reason").asString()).isEqualTo("dial_canceled");
        assertThat(api.send("POST", path + "/end", "{}", Map.of()).statusCode()).isEqualTo(409);
        turnsAway(placed);
        assertThat(api.send("DELETE", path, null, Map.of()).statusCode()).isEqualTo(204);
    }

    @Test
    void callsNobodyTwiceForTheSameRequest() throws Exception {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        JsonNode first = json(place(NUMBER, key));
        HttpResponse<byte[]> second = place(NUMBER, key);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(json(second).path("id")).isEqualTo(first.path("id"));
        assertThat(place("+15551230002", key).statusCode()).isEqualTo(422);
        twilio.nextCall();
        assertThat(twilio.waiting()).isZero();
    }

    @Test
    void answersAsTheOlderSurfaceDid() throws Exception {
        String body = "{\"agent_id\":\"" + agent + "\",\"to_number\":\"" + NUMBER + "\"}";
        HttpResponse<byte[]> response = api.send("POST", "/api/calls/outbound", body, Map.of());
        SimulatedCall placed = twilio.nextCall();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"call_id\":\"" + placed.parameter("call_id") + "\",\"twilio_call_sid\":\""
                                + placed.sid() + "\",\"status\":\"initiated\"}"));
    }

    @Test
    void saysWhatIsWrongAndCallsNobody() throws Exception {
        refused(place("+15005550001", Map.of()), 422, "to_number", "21211");
        refused(place("5551234567", Map.of()), 422, "to_number", "+15551234567");
        refused(place("+1555123456789012", Map.of()), 422, "to_number", "country's code");
        agent = UUID.randomUUID().toString();
        assertThat(place(NUMBER, Map.of()).statusCode()).isEqualTo(404);
        assertThat(twilio.waiting()).isZero();
        JsonNode failed = api.json("/api/v1/calls?caller=%2B15005550001").at("/calls/0");
        assertThat(failed.path("end_reason").asString()).isEqualTo("dial_failed");
    }

    private static void refused(HttpResponse<byte[]> response, int status, String field, String remedy) {
        JsonNode error = json(response).path("error");
        assertThat(response.statusCode()).as("%s", error).isEqualTo(status);
        assertThat(error.path("field").asString()).isEqualTo(field);
        assertThat(error.path("message").asString()).contains(remedy);
    }

    @Test
    void connectsWhoeverAnswersACallOfWhichNothingWasHeardWhenItWasPlaced() throws Exception {
        twilio.loseTheNextAnswer();
        HttpResponse<byte[]> response = place(NUMBER, Map.of());
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(json(response).at("/error/code").asString()).isEqualTo("carrier_silent");
        SimulatedCall placed = twilio.nextCall();
        String id = placed.parameter("call_id");
        assertThat(json(response).at("/error/message").asString()).contains(id);
        try (var phone = Telephone.answering(placed)) {
            phone.hearsTheAgent();
            phone.hangsUp();
        }
        assertThat(api.ended(id).path("status").asString()).isEqualTo("completed");
    }

    @Test
    void believesOnlyWhatTwilioSigned() throws Exception {
        SimulatedCall placed = placed();
        assertThat(placed.isForged("busy")).isEqualTo(403);
        assertThat(call(placed).path("status").asString()).isEqualTo("queued");
        try (var dialler = new Dialler(false)) {
            var start = new TwilioStart("MZ1", placed.sid(), placed.parameters());
            for (Map<String, String> headers :
                    List.<Map<String, String>>of(Map.of(), Map.of("X-Twilio-Signature", "bm90IGl0"))) {
                assertThatThrownBy(() -> dialler.twilio(URI.create(placed.streamAddress()), headers, start)
                                .get(10, TimeUnit.SECONDS))
                        .hasMessageContaining("WebSocketHandshakeException");
            }
            var other = new TwilioStart("MZ2", "CA0000000000000000000000000000000f", placed.parameters());
            var stranger = dialler.twilio(URI.create(placed.streamAddress()), placed.streamHeaders(), other)
                    .get(10, TimeUnit.SECONDS);
            assertThat(stranger.next(CallerEvent.Disconnected.class)
                            .get(30, TimeUnit.SECONDS)
                            .code())
                    .as("another call's stream does not get this one")
                    .isEqualTo(4404);
        }
        assertThat(call(placed).path("status").asString()).isEqualTo("queued");
    }

    @Test
    void tellsTwilioWhereCallersOfANumberGo() throws Exception {
        var form = new TreeMap<>(Map.of("CallSid", List.of("CA1"), "From", List.of("+919876543210")));
        HttpResponse<byte[]> answer = hook("/api/twilio/incoming?agent=front-desk", form, VendorServer.TOKEN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        assertThat(text(answer))
                .contains("<Stream url=\"ws://localhost:")
                .contains("/ws/voice-twilio\">")
                .contains("<Parameter name=\"agent\" value=\"front-desk\"/>")
                .contains("<Parameter name=\"from\" value=\"+919876543210\"/>");
        assertThat(hook("/api/twilio/incoming", form, "another token").statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<byte[]> hook(String path, Map<String, List<String>> form, String token) throws Exception {
        String body = "CallSid=CA1&From=%2B919876543210";
        return api.with("")
                .send(
                        "POST",
                        path,
                        body,
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "X-Twilio-Signature",
                                new TwilioSigner(token).sign(api.address() + path, form)));
    }
}
