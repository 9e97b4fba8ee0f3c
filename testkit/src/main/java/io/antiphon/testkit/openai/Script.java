package io.antiphon.testkit.openai;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the simulator answers to one request, step by step. Written by one thread; once given to the simulator it may
 * be played many times, at the same time too.
 */
public final class Script {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private Duration betweenTokens = Duration.ZERO;
    private boolean endsWell = true;

    private Script(int status, String contentType) {
        this.status = status;
        headers.put("Content-Type", contentType);
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

    public Script header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Waits before the next step. */
    public Script pause(Duration time) {
        return step(wire -> pass(time));
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
        ObjectNode chunk = JSON.objectNode().put("object", "chat.completion.chunk");
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

    public Script comment(String text) {
        return raw(": " + text + "\n\n");
    }

    /** {@code data: [DONE]}. */
    public Script done() {
        return data("[DONE]");
    }

    /** One event with this data. */
    public Script data(String json) {
        return raw("data: " + json + "\n\n");
    }

    /** Exactly this text. */
    public Script raw(String text) {
        return step(wire -> wire.send(text));
    }

    /** From now on packets of at most so many bytes, which split characters and lines. */
    public Script shredded(int bytes) {
        return step(wire -> wire.shred(bytes));
    }

    /** Nothing more, and no end, until the client leaves. */
    public Script stall() {
        return step(wire -> new CountDownLatch(1).await());
    }

    /** The connection breaks here. */
    public Script cut() {
        endsWell = false;
        return step(Wire::cut);
    }

    private Script chunk(ObjectNode chunk) {
        return data(chunk.toString());
    }

    private Script step(Step step) {
        steps.add(step);
        return this;
    }

    private static ObjectNode delta(ObjectNode delta) {
        ObjectNode chunk = JSON.objectNode()
                .put("id", "chatcmpl-simulated")
                .put("object", "chat.completion.chunk")
                .put("created", 1_795_000_000)
                .put("model", "simulated");
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", 0);
        choice.set("delta", delta);
        choice.putNull("finish_reason");
        chunk.putNull("usage");
        return chunk;
    }

    /** Until the time is over or the client has left, which interrupts. */
    private static void pass(Duration time) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        assert !never;
    }

    void play(Wire wire) throws IOException, InterruptedException {
        wire.head(status, headers);
        for (Step step : steps) {
            step.play(wire);
        }
        if (endsWell) {
            wire.end();
        }
    }

    @FunctionalInterface
    private interface Step {
        void play(Wire wire) throws IOException, InterruptedException;
    }
}
