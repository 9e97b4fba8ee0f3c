package io.antiphon.testkit.gemini;

import io.antiphon.testkit.wire.HttpScript;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the simulator answers to one request: chunks of {@code GenerateContentResponse}, and no event that ends them. */
public final class GeminiScript extends HttpScript<GeminiScript> {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();

    private Duration betweenTokens = Duration.ZERO;
    private int tokens;

    private GeminiScript(int status, String contentType) {
        super(status, contentType);
    }

    @Override
    protected GeminiScript self() {
        return this;
    }

    /** A stream without anything in it yet. */
    public static GeminiScript stream() {
        return new GeminiScript(200, "text/event-stream");
    }

    /** A well-behaved answer. */
    public static GeminiScript answering(String... tokens) {
        return stream().words(tokens).end("STOP");
    }

    /** An error, with the wait that it proposes where this is not empty. */
    public static GeminiScript error(int status, String name, String reason, String retryDelay) {
        ObjectNode body = JSON.objectNode();
        ObjectNode error = body.putObject("error");
        error.put("code", status).put("message", "leaked words").put("status", name);
        var details = error.putArray("details");
        if (!reason.isEmpty()) {
            details.addObject()
                    .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                    .put("reason", reason)
                    .put("domain", "googleapis.com");
        }
        if (!retryDelay.isEmpty()) {
            details.addObject()
                    .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
                    .put("retryDelay", retryDelay);
        }
        return new GeminiScript(status, "application/json; charset=UTF-8").raw(body.toString());
    }

    /** A body of one's own. */
    public static GeminiScript plain(int status, String body) {
        return new GeminiScript(status, "text/html").raw(body);
    }

    /** From now on waits so long before each token. */
    public GeminiScript every(Duration time) {
        betweenTokens = time;
        return this;
    }

    /** Words, a chunk each. */
    public GeminiScript words(String... words) {
        for (String word : words) {
            if (betweenTokens.isPositive()) {
                pause(betweenTokens);
            }
            part(JSON.objectNode().put("text", word), "");
        }
        return this;
    }

    /** A thought, which is not meant for the caller. */
    public GeminiScript thought(String text) {
        return part(JSON.objectNode().put("text", text).put("thought", true), "");
    }

    /** A whole tool call; without id or signature where these are empty. */
    public GeminiScript tool(String id, String name, String arguments, String signature) {
        ObjectNode part = JSON.objectNode();
        ObjectNode call = part.putObject("functionCall");
        if (!id.isEmpty()) {
            call.put("id", id);
        }
        call.put("name", name).set("args", MAPPER.readTree(arguments));
        if (!signature.isEmpty()) {
            part.put("thoughtSignature", signature);
        }
        return part(part, "");
    }

    /** The chunk that tells why the answer ended. */
    public GeminiScript end(String reason) {
        return part(JSON.objectNode().put("text", ""), reason);
    }

    /** The prompt itself was refused. */
    public GeminiScript blocked(String reason) {
        ObjectNode chunk = JSON.objectNode();
        chunk.putObject("promptFeedback").put("blockReason", reason);
        return data(chunk.toString());
    }

    /** An error in the middle of the stream. */
    public GeminiScript errorInStream(int code, String name) {
        ObjectNode chunk = JSON.objectNode();
        chunk.putObject("error")
                .put("code", code)
                .put("message", "leaked words")
                .put("status", name);
        return data(chunk.toString());
    }

    private GeminiScript part(ObjectNode part, String finish) {
        ObjectNode chunk = JSON.objectNode();
        ObjectNode candidate = chunk.putArray("candidates").addObject();
        ObjectNode content = candidate.putObject("content");
        content.putArray("parts").add(part);
        content.put("role", "model");
        candidate.put("index", 0);
        if (!finish.isEmpty()) {
            candidate.put("finishReason", finish);
        } else {
            tokens++;
        }
        chunk.putObject("usageMetadata")
                .put("promptTokenCount", 12)
                .put("candidatesTokenCount", tokens)
                .put("totalTokenCount", 12 + tokens);
        chunk.put("modelVersion", "gemini-simulated").put("responseId", "simulated");
        return data(chunk.toString());
    }
}
