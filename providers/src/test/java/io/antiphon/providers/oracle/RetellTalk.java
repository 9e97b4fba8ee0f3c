package io.antiphon.providers.oracle;

import io.antiphon.ports.line.OutboundCall;
import io.antiphon.providers.retell.RetellAccount;
import io.antiphon.providers.retell.RetellApi;
import io.antiphon.providers.retell.RetellCarrier;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.testkit.retell.PlacedCall;
import io.antiphon.testkit.retell.RetellSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All that our client asks of Retell's simulator, and what that answers. */
final class RetellTalk {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "key_very-secret-0123456789";
    private static final String NUMBER = "+919876543210";

    /** All that this server tells Retell of an agent. */
    private static final String AGENT = """
            {"agent_name":"Clinic","voice_id":"cartesia-hindi-narrator-woman","language":"hi-IN",
             "response_engine":{"type":"custom-llm","llm_websocket_url":"wss://voice.example.org/ws/retell/llm/t?agent=a"},
             "webhook_url":"https://voice.example.org/api/retell/webhook",
             "webhook_events":["call_started","call_ended","call_analyzed"],
             "responsiveness":0.8,"interruption_sensitivity":0.5,"enable_backchannel":false,"backchannel_frequency":0.8,
             "reminder_trigger_ms":10000,"reminder_max_count":1,"end_call_after_silence_ms":30000,
             "max_call_duration_ms":3600000,"begin_message_delay_ms":0,"voice_speed":1.0}""";

    private static final String TRUNK = """
            {"termination_uri":"sip.example.org","sip_trunk_auth_username":"user","sip_trunk_auth_password":"secret"}""";
    private static final String MOVE = """
            {"termination_uri":"sip2.example.org","auth_username":"user","auth_password":"secret"}""";

    private final VendorFrames frames;
    private final RetellSimulator retell;

    private RetellTalk(VendorFrames frames, RetellSimulator retell) {
        this.frames = frames;
        this.retell = retell;
    }

    static void hold(VendorFrames frames) throws Exception {
        try (var retell = RetellSimulator.start(KEY)) {
            new RetellTalk(frames, retell).hold();
        }
    }

    private void hold() throws Exception {
        try (var client = new RetellApi(retell.baseUrl(), new ApiKey("retell", KEY))) {
            String agent = client.createAgent(object(AGENT));
            sent("RetellAgentSent");
            client.updateAgent(agent, object(AGENT));
            sent("RetellAgentChangeSent");
            client.agents();
            received("RetellAgentsReceived", "POST", "/v2/list-agents", sent("RetellAgentsSent"));
            received("RetellAgentReceived", "GET", "/get-agent/" + agent, "");
            client.importNumber(ledTo(agent, object(TRUNK)).put("phone_number", NUMBER));
            sent("RetellNumberSent");
            client.updateNumber(NUMBER, ledTo(agent, object(MOVE)));
            sent("RetellNumberChangeSent");
            received("RetellNumberReceived", "GET", "/get-phone-number/" + NUMBER, "");
            call(retell.hasAgent("Nobody is told of its calls", ""));
        }
    }

    private void call(String agent) throws Exception {
        try (var carrier =
                new RetellCarrier(new RetellAccount(retell.baseUrl(), new ApiKey("retell", KEY), agent, NUMBER))) {
            carrier.place(new OutboundCall(
                    UUID.randomUUID(), "+15551230001", Duration.ofSeconds(45), Duration.ofMinutes(61)));
            sent("RetellCallSent");
            PlacedCall placed = retell.nextCall();
            String path = "/v2/get-call/" + placed.id();
            received("RetellCallReceived", "GET", path, "");
            placed.isAnswered();
            placed.ends("user_hangup");
            placed.isAnalyzed();
            received("RetellCallReceived", "GET", path, "");
            // Its webhook tells of the same object.
            frames.add(
                    "RetellCallReceived",
                    JSON.readTree(placed.event("call_analyzed")).path("call").toString());
        }
    }

    private static ObjectNode ledTo(String agent, ObjectNode number) {
        for (String way : List.of("inbound_agents", "outbound_agents")) {
            number.putArray(way).addObject().put("agent_id", agent).put("weight", 1);
        }
        return number;
    }

    /** The body of our request, which is the last one so far. */
    private String sent(String type) throws InterruptedException {
        String body = retell.door().takeRequest().body();
        frames.add(type, body);
        return body;
    }

    private void received(String type, String method, String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(retell.baseUrl() + path))
                    .header("Authorization", "Bearer " + KEY)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            frames.add(
                    type,
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
        retell.door().takeRequest();
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
