package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.testkit.openai.Script;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program of somebody else's is told of a call. */
class WebhookTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Api api = VendorServer.shared().api();

    @Test
    void tellsOfACallInOrderSignedWithTheWebhooksSecret() throws Exception {
        assertThat(api.send("POST", "/api/v1/agents", """
                        {"name": "told", "language": "en-US", "ear": "sphinx4", "voice_id": "local",
                         "greeting": "Welcome.", "system_prompt": "Be brief.", "recording": false}
                        """, Map.of()).statusCode())
                .isEqualTo(201);
        try (var receiver = new ScriptedDoor<>(Script.plain(200, "{}"), request -> null)) {
            JsonNode webhook = made(receiver.door().address() + "/hooks?token=s3cret");
            String path = "/api/v1/webhooks/" + webhook.path("id").asString();
            String secret = webhook.path("secret").asString();
            String id;
            try (var phone = Telephone.browser(api, "told")) {
                phone.hearsTheAgentOut();
                phone.hangsUp();
                id = phone.callId();
            }
            List<JsonNode> told = toldOf(id, receiver, secret);
            assertThat(told)
                    .extracting(event -> event.path("event").asString())
                    .containsExactly("call.started", "conversation.updated", "call.ended");
            assertThat(told.get(1).at("/data/content").asString()).isEqualTo("Welcome.");
            JsonNode end = told.getLast().path("data");
            JsonNode call = api.ended(id);
            assertThat(end.path("status").asString()).isEqualTo("completed");
            assertThat(end.path("end_reason")).isEqualTo(call.path("end_reason"));
            assertThat(end.path("agent_id")).isEqualTo(call.at("/agent/id"));
            assertThat(told)
                    .allSatisfy(event -> assertThat(event.path("webhook_id")).isEqualTo(webhook.path("id")));
            assertThat(api.send("DELETE", path, null, Map.of()).statusCode()).isEqualTo(204);
        }
    }

    private JsonNode made(String url) throws Exception {
        HttpResponse<byte[]> made = api.send("POST", "/api/v1/webhooks", """
                {"url": "%s", "events": ["call.started", "conversation.updated", "call.ended"]}
                """.formatted(url), Map.of());
        assertThat(made.statusCode()).isEqualTo(201);
        return JSON.readTree(made.body());
    }

    /** Everything of one call; other tests may call at the same time. */
    private static List<JsonNode> toldOf(String call, ScriptedDoor<Script> receiver, String secret) throws Exception {
        List<JsonNode> told = new ArrayList<>();
        do {
            ReceivedRequest request = receiver.door().takeRequest();
            Map<String, String> headers = request.headers();
            String signed = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + request.body();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            assertThat(headers.get("webhook-signature"))
                    .isEqualTo("v1,"
                            + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
            JsonNode event = JSON.readTree(request.body());
            assertThat(event.path("id").asString()).isEqualTo(headers.get("webhook-id"));
            if (event.at("/data/call_id").asString().equals(call)) {
                told.add(event);
            }
        } while (told.isEmpty() || !told.getLast().path("event").asString().equals("call.ended"));
        return told;
    }
}
