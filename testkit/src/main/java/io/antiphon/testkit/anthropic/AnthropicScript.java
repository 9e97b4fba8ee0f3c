package io.antiphon.testkit.anthropic;

import io.antiphon.testkit.wire.HttpScript;
import java.time.Duration;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the simulator answers to one request, event by event, in the vendor's order. */
public final class AnthropicScript extends HttpScript<AnthropicScript> {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Duration betweenTokens = Duration.ZERO;

    private AnthropicScript(int status, String contentType) {
        super(status, contentType);
    }

    @Override
    protected AnthropicScript self() {
        return this;
    }

    /** A stream that opens with {@code message_start}, which counts the prompt. */
    public static AnthropicScript stream(int promptTokens) {
        ObjectNode event = type("message_start");
        ObjectNode message = event.putObject("message");
        message.put("id", "msg_simulated")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", "claude-haiku-5-5");
        message.putArray("content");
        message.putNull("stop_reason")
                .putNull("stop_sequence")
                .putNull("stop_details")
                .putNull("container")
                .putNull("diagnostics");
        usage(message, 1)
                .put("input_tokens", promptTokens)
                .putNull("cache_creation")
                .putNull("inference_geo")
                .put("service_tier", "standard")
                .putNull("speed");
        return new AnthropicScript(200, "text/event-stream; charset=utf-8").send(event);
    }

    /** A well-behaved answer. */
    public static AnthropicScript answering(String... tokens) {
        return stream(12).ping().words(0, tokens).end("end_turn", tokens.length);
    }

    /** An error in place of a stream. */
    public static AnthropicScript error(int status, String type, String message) {
        return new AnthropicScript(status, "application/json")
                .raw(errorEvent(type, message)
                        .put("request_id", "req_simulated")
                        .toString());
    }

    /** A body of one's own. */
    public static AnthropicScript plain(int status, String body) {
        return new AnthropicScript(status, "text/html").raw(body);
    }

    private static ObjectNode errorEvent(String type, String message) {
        ObjectNode event = type("error");
        event.putObject("error").put("type", type).put("message", message);
        return event;
    }

    /** From now on waits so long before each token. */
    public AnthropicScript every(Duration time) {
        betweenTokens = time;
        return this;
    }

    public AnthropicScript ping() {
        return send(type("ping"));
    }

    /** A whole block of text, a delta a token. */
    public AnthropicScript words(int index, String... tokens) {
        begin(index, JSON.objectNode().put("type", "text").put("text", "").putNull("citations"));
        for (String token : tokens) {
            if (betweenTokens.isPositive()) {
                pause(betweenTokens);
            }
            delta(index, JSON.objectNode().put("type", "text_delta").put("text", token));
        }
        return stop(index);
    }

    /** A block of thought, with its signature. */
    public AnthropicScript thought(int index, String text) {
        begin(
                index,
                JSON.objectNode().put("type", "thinking").put("thinking", "").put("signature", ""));
        delta(index, JSON.objectNode().put("type", "thinking_delta").put("thinking", text));
        delta(index, JSON.objectNode().put("type", "signature_delta").put("signature", "c2ln"));
        return stop(index);
    }

    /** A tool call, its arguments in fragments, of which the first is empty as the vendor's is. */
    public AnthropicScript tool(int index, String id, String name, String... fragments) {
        ObjectNode block =
                JSON.objectNode().put("type", "tool_use").put("id", id).put("name", name);
        block.putObject("input");
        block.putObject("caller").put("type", "direct");
        begin(index, block);
        fragment(index, "");
        for (String fragment : fragments) {
            fragment(index, fragment);
        }
        return stop(index);
    }

    private void fragment(int index, String json) {
        delta(index, JSON.objectNode().put("type", "input_json_delta").put("partial_json", json));
    }

    /** Why it ended and how much it was, then the end. */
    public AnthropicScript end(String reason, int answerTokens) {
        ObjectNode event = type("message_delta");
        event.putObject("delta")
                .put("stop_reason", reason)
                .putNull("stop_sequence")
                .putNull("stop_details")
                .putNull("container");
        usage(event, answerTokens).putNull("input_tokens");
        return send(event).send(type("message_stop"));
    }

    private static ObjectNode usage(ObjectNode of, int answerTokens) {
        return of.putObject("usage")
                .put("output_tokens", answerTokens)
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .putNull("output_tokens_details")
                .putNull("server_tool_use");
    }

    /** An error in the middle of the stream. */
    public AnthropicScript errorInStream(String type, String message) {
        return send(errorEvent(type, message));
    }

    private void begin(int index, ObjectNode block) {
        ObjectNode event = type("content_block_start").put("index", index);
        event.set("content_block", block);
        send(event);
    }

    private void delta(int index, ObjectNode delta) {
        ObjectNode event = type("content_block_delta").put("index", index);
        event.set("delta", delta);
        send(event);
    }

    private AnthropicScript stop(int index) {
        return send(type("content_block_stop").put("index", index));
    }

    /** An event named by its type. */
    public AnthropicScript send(ObjectNode event) {
        return event(event.get("type").asString(), event.toString());
    }

    private static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }
}
