package io.antiphon.providers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.line.OutboundCall;
import io.antiphon.providers.retell.RetellAccount;
import io.antiphon.providers.retell.RetellApi;
import io.antiphon.providers.retell.RetellCarrier;
import io.antiphon.providers.retell.RetellSignature;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.testkit.retell.RetellSigner;
import io.antiphon.testkit.retell.RetellSimulator;
import io.antiphon.testkit.wire.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Retell's own library reads and writes what our client and our simulator do. */
class RetellClientTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "key_very-secret-0123456789";
    private static final String OURS = "+15551239999";
    private static final String TO = "+15551230001";
    private static final UUID CALL = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final String BODY = "{\"event\":\"call_ended\",\"call\":{\"transcript\":\"User: नमस्ते\"}}";
    private static final String AGENT = """
            {"agent_name":"Clinic","voice_id":"cartesia-hindi-narrator-woman","language":"hi-IN",
             "response_engine":{"type":"custom-llm","llm_websocket_url":"wss://voice.example.org/ws/retell/llm/t"},
             "webhook_url":"https://voice.example.org/api/retell/webhook","webhook_events":["call_started","call_ended"],
             "responsiveness":0.8,"enable_backchannel":false,"max_call_duration_ms":3600000}""";
    private static final String CHANGE = "{\"responsiveness\":0.7}";
    private static final String TRUNK = """
            {"termination_uri":"sip.example.org","sip_trunk_auth_username":"user","sip_trunk_auth_password":"secret"}""";
    private static final String MOVE = "{\"termination_uri\":\"sip2.example.org\",\"auth_username\":\"user\"}";

    /** Those that Retell's client sends and ours does too. */
    private static final int SHARED = 10;

    private final RetellSignature signature = new RetellSignature(new ApiKey("retell", KEY), InstantSource.system());

    @Test
    void retellsOwnLibraryAgreesWithUs(@TempDir Path folder) throws Exception {
        long now = System.currentTimeMillis();
        byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
        String signed = signature.of(bytes, now);
        assertThat(new RetellSigner(KEY).sign(BODY, now)).isEqualTo(signed);
        try (var retell = RetellSimulator.start(KEY)) {
            ObjectNode settings = JSON.createObjectNode()
                    .put("api", retell.baseUrl().toString())
                    .put("key", KEY)
                    .put("number", OURS)
                    .put("to", TO)
                    .put("call", CALL.toString());
            settings.set("agent", JSON.readTree(AGENT));
            settings.set("change", JSON.readTree(CHANGE));
            settings.set("trunk", JSON.readTree(TRUNK));
            settings.set("move", JSON.readTree(MOVE));
            settings.set(
                    "signed",
                    JSON.valueToTree(List.of(
                            List.of(BODY, signed),
                            List.of(BODY, signature.of(bytes, now - 400_000)),
                            List.of(BODY + " ", signed))));
            Path file = Files.writeString(folder.resolve("settings.json"), settings.toString());
            List<String> said = Node.run(folder, Map.of(), "node", "retell.mjs", file.toString());
            assertThat(said.subList(0, said.size() - 1))
                    .containsExactly(
                            "agent: Clinic 0.7 wss://voice.example.org/ws/retell/llm/t",
                            "list: 1 true false",
                            "number: 422 error Cannot find requested asset under given api key.",
                            "imported: custom user",
                            "moved: sip2.example.org",
                            "call: registered registered ended manual_stopped",
                            "stranger: 401 error API key is missing or invalid.",
                            "missing: 422 error Cannot find requested asset under given api key.",
                            "wrong: 400 error responsiveness is out of range",
                            "ours: true",
                            "ours: false",
                            "ours: false");
            assertThat(signature.isRight(said.getLast().substring("theirs: ".length()), bytes))
                    .isTrue();
            List<ReceivedRequest> theirs = requests(retell);
            sendsTheSame(theirs);
        }
    }

    private static List<ReceivedRequest> requests(RetellSimulator retell) throws InterruptedException {
        List<ReceivedRequest> requests = new ArrayList<>();
        for (int i = 0; i < SHARED; i++) {
            requests.add(retell.door().takeRequest());
        }
        return requests;
    }

    private static void sendsTheSame(List<ReceivedRequest> theirs) throws Exception {
        try (var retell = RetellSimulator.start(KEY);
                var client = new RetellApi(retell.baseUrl(), new ApiKey("retell", KEY))) {
            String agent = client.createAgent(object(AGENT));
            client.agent(agent);
            client.updateAgent(agent, object(CHANGE));
            client.agents();
            client.number(OURS);
            ObjectNode trunk = object(TRUNK).put("phone_number", OURS);
            for (String way : List.of("inbound_agents", "outbound_agents")) {
                trunk.putArray(way).addObject().put("agent_id", agent).put("weight", 1);
            }
            client.importNumber(trunk);
            client.updateNumber(OURS, object(MOVE));
            try (var carrier =
                    new RetellCarrier(new RetellAccount(retell.baseUrl(), new ApiKey("retell", KEY), agent, OURS))) {
                String call = carrier.place(
                                new OutboundCall(CALL, TO, Duration.ofSeconds(45), Duration.ofSeconds(3660)))
                        .orElseThrow();
                carrier.status(call);
                carrier.hangUp(call);
            }
            String theirAgent = theirs.get(1).path().substring("/get-agent/".length());
            for (ReceivedRequest their : theirs) {
                ReceivedRequest our = retell.door().takeRequest();
                assertThat(our.method() + " " + anonymous(our.path()))
                        .isEqualTo(their.method() + " " + anonymous(their.path()));
                assertThat(json(our.body().replace(agent, theirAgent)))
                        .as(our.path())
                        .isEqualTo(json(their.body()));
                assertThat(our.header("authorization")).isEqualTo(their.header("authorization"));
                if (!our.body().isEmpty()) {
                    assertThat(our.header("content-type")).isEqualTo(their.header("content-type"));
                }
            }
        }
    }

    /** Names that the simulator makes up are others each time. */
    private static String anonymous(String path) {
        return path.replaceFirst("(agent|call)_[0-9a-f]+", "$1");
    }

    private static JsonNode json(String body) {
        return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
