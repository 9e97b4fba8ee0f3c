package io.antiphon.testkit.openai;

import io.antiphon.testkit.wire.HttpScript;
import java.time.Duration;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the simulator answers to one request, step by step. Written by one thread; once given to the simulator it may
 * be played many times, at the same time too.
 */
public final class Script extends HttpScript<Script> {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Duration betweenTokens = Duration.ZERO;

    private Script(int status, String contentType) {
        super(status, contentType);
    }

    @Override
    protected Script self() {
        return this;
    }

    /** A stream that opens as OpenAI's does, with a chunk that names the role; all else is up to the caller. */
    public static Script stream() {
        return new Script(200, "text/event-stream; charset=utf-8")
                .chunk(delta(JSON.objectNode().put("role", "assistant").put("content", "")));
    }

    /** A well-behaved answer: the tokens, the reason, the usage and the end. */
    public static Script answering(String... tokens) {
        return stream().tokens(tokens).finish("stop").usage(12, tokens.length).done();
    }

    /** A body that is not a stream, such as an error: {@code json} with {@code status}. */
    public static Script plain(int status, String json) {
        return new Script(status, "application/json").raw(json);
    }

    /** An error in OpenAI's form. */
    public static Script error(int status, String type, String code, String message) {
        return plain(status, errorBody(type, code, message));
    }

    private static String errorBody(String type, String code, String message) {
        ObjectNode body = JSON.objectNode();
        body.putObject("error").put("message", message).put("type", type).put("code", code);
        return body.toString();
    }

    /** From now on waits so long before each token. */
    public Script every(Duration time) {
        betweenTokens = time;
        return this;
    }

    /** Words, each in a chunk of its own. */
    public Script tokens(String... tokens) {
        for (String token : tokens) {
            if (betweenTokens.isPositive()) {
                pause(betweenTokens);
            }
            chunk(delta(JSON.objectNode().put("content", token)));
        }
        return this;
    }

    /** The first fragment of a tool call, which names it. */
    public Script tool(int index, String id, String name) {
        ObjectNode delta = JSON.objectNode();
        ObjectNode call = delta.putArray("tool_calls").addObject();
        call.put("index", index).put("id", id).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", "");
        return chunk(delta(delta));
    }

    /** A further fragment of a tool call's arguments. */
    public Script arguments(int index, String fragment) {
        ObjectNode delta = JSON.objectNode();
        ObjectNode call = delta.putArray("tool_calls").addObject();
        call.put("index", index).putObject("function").put("arguments", fragment);
        return chunk(delta(delta));
    }

    /** Words of a refusal. */
    public Script refusal(String words) {
        return chunk(delta(JSON.objectNode().put("refusal", words)));
    }

    /** The chunk that tells why the answer ended. */
    public Script finish(String reason) {
        ObjectNode chunk = delta(JSON.objectNode());
        ((ObjectNode) chunk.get("choices").get(0)).put("finish_reason", reason);
        return chunk(chunk);
    }

    /** The extra chunk with the counts and without choices. */
    public Script usage(int prompt, int answer) {
        ObjectNode chunk = chunk();
        chunk.putArray("choices");
        chunk.putObject("usage")
                .put("prompt_tokens", prompt)
                .put("completion_tokens", answer)
                .put("total_tokens", prompt + answer);
        return chunk(chunk);
    }

    /** A failure in the middle of the stream, as OpenAI tells it. */
    public Script errorInStream(String type, String code, String message) {
        return data(errorBody(type, code, message));
    }

    /** {@code data: [DONE]}. */
    public Script done() {
        return data("[DONE]");
    }

    private Script chunk(ObjectNode chunk) {
        return data(chunk.toString());
    }

    private static ObjectNode chunk() {
        return JSON.objectNode()
                .put("id", "chatcmpl-simulated")
                .put("object", "chat.completion.chunk")
                .put("created", 1_795_000_000)
                .put("model", "simulated");
    }

    private static ObjectNode delta(ObjectNode delta) {
        ObjectNode chunk = chunk();
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", 0);
        choice.set("delta", delta);
        choice.putNull("finish_reason");
        chunk.putNull("usage");
        return chunk;
    }
}
