package io.antiphon.testkit.retell;

import io.antiphon.testkit.wire.ReceivedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A call that was placed at the {@link RetellSimulator}. The test is the telephone network and says what happens. */
public final class PlacedCall {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Set<String> NEVER_CONNECTED = Set.of(
            "dial_busy",
            "dial_failed",
            "dial_no_answer",
            "invalid_destination",
            "telephony_provider_permission_denied",
            "telephony_provider_unavailable",
            "sip_routing_error",
            "marked_as_spam",
            "user_declined");

    private final String id =
            "call_" + UUID.randomUUID().toString().replace("-", "").substring(0, 27);
    private final RetellSigner signer;
    private final String webhook;
    private final JsonNode wanted;
    private final ObjectNode call;

    /** @param webhook where its agent tells of it; empty for nowhere */
    PlacedCall(String key, String webhook, ReceivedRequest request) {
        this.signer = new RetellSigner(key);
        this.webhook = webhook;
        this.wanted = JSON.readTree(request.body());
        this.call = JSON.createObjectNode()
                .put("call_id", id)
                .put("call_type", "phone_call")
                .put("agent_id", wanted.path("override_agent_id").asString())
                .put("agent_version", 0)
                .put("call_status", "registered")
                .put("direction", "outbound")
                .put("from_number", wanted.path("from_number").asString())
                .put("to_number", wanted.path("to_number").asString());
        if (wanted.has("metadata")) {
            call.set("metadata", wanted.path("metadata"));
        }
    }

    /** Retell's name for it. */
    public String id() {
        return id;
    }

    /** What was asked for. */
    public JsonNode wanted() {
        return wanted;
    }

    /** What whoever placed it calls it. */
    public String metadata(String name) {
        return wanted.path("metadata").path(name).asString("");
    }

    /** Somebody answers, and the agent's server is told: the status of its reply. */
    public int isAnswered() throws IOException, InterruptedException {
        synchronized (this) {
            call.put("call_status", "ongoing")
                    .put("start_timestamp", Instant.now().toEpochMilli());
        }
        return tell("call_started");
    }

    /**
     * The call is over, or nothing came of it.
     *
     * @param reason one of Retell's {@code disconnection_reason}s
     */
    public int ends(String reason) throws IOException, InterruptedException {
        end(reason);
        return tell("call_ended");
    }

    /** Afterwards, what was said has been looked at. */
    public int isAnalyzed() throws IOException, InterruptedException {
        synchronized (this) {
            call.putObject("call_analysis")
                    .put("call_summary", "Somebody asked something.")
                    .put("user_sentiment", "Neutral")
                    .put("call_successful", true)
                    .put("in_voicemail", false)
                    .putObject("custom_analysis_data");
        }
        return tell("call_analyzed");
    }

    private synchronized void end(String reason) {
        boolean began = call.has("start_timestamp");
        String status = NEVER_CONNECTED.contains(reason)
                ? "not_connected"
                : reason.startsWith("error_") || reason.equals("registered_call_timeout") ? "error" : "ended";
        call.put("call_status", status).put("disconnection_reason", reason);
        if (began) {
            call.put("end_timestamp", call.path("start_timestamp").asLong() + 12_345)
                    .put("duration_ms", 12_345);
        }
    }

    /** Whoever placed it, or anybody at Retell, ends it; false where it is over. */
    synchronized boolean stop() {
        if (isOver()) {
            return false;
        }
        end("manual_stopped");
        return true;
    }

    synchronized boolean isOver() {
        return !Set.of("registered", "ongoing")
                .contains(call.path("call_status").asString());
    }

    /** Retell's word for where it stands. */
    public synchronized String status() {
        return call.path("call_status").asString();
    }

    /** What a webhook says of it; the bytes are JavaScript's own of the same object. */
    public synchronized String event(String name) {
        ObjectNode event = JSON.createObjectNode().put("event", name);
        event.set("call", call.deepCopy());
        return event.toString();
    }

    private int tell(String event) throws IOException, InterruptedException {
        return webhook.isEmpty() ? 0 : post(event(event), signer);
    }

    /** Somebody else tells the same who does not know the key. */
    public int isForged(String event) throws IOException, InterruptedException {
        return post(event(event), new RetellSigner("not the key"));
    }

    private int post(String body, RetellSigner signing) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(webhook))
                .header("Content-Type", "application/json")
                .header("X-Retell-Signature", signing.sign(body, Instant.now().toEpochMilli()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    synchronized String json() {
        return call.toString();
    }
}
