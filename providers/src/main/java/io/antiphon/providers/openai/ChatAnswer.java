package io.antiphon.providers.openai;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.ModelPiece.StopReason;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One answer put together from its chunks. Belongs to the thread that waits for it. */
final class ChatAnswer {
    private final Failures failures;
    private final String idPrefix;
    private final Consumer<ModelPiece> sink;
    private final ToolCalls tools = new ToolCalls();
    private final Thoughts thoughts = new Thoughts();
    private String finish = "";
    private boolean refused;
    private boolean begun;
    private int promptTokens;
    private int answerTokens;

    ChatAnswer(Failures failures, String idPrefix, Consumer<ModelPiece> sink) {
        this.failures = failures;
        this.idPrefix = idPrefix;
        this.sink = sink;
    }

    /** Takes a chunk of a stream, or a whole answer that came at once. */
    void take(JsonNode chunk) throws ProviderFailure, InterruptedException {
        JsonNode error = chunk.path("error");
        if (error.isObject() || error.isString()) {
            throw failures.inAnswer(error);
        }
        count(chunk.path("usage"));
        count(chunk.path("x_groq").path("usage"));
        JsonNode choice = chunk.path("choices").path(0);
        if (choice.path("index").asInt(0) != 0) {
            return;
        }
        JsonNode delta = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
        say(thoughts.without(words(delta.path("content"))));
        refuse(delta.path("refusal").asString(""));
        for (JsonNode fragment : delta.path("tool_calls")) {
            begun = true;
            tools.add(fragment);
        }
        finish = choice.path("finish_reason").asString(finish);
    }

    private void count(JsonNode usage) {
        if (usage.isObject()) {
            promptTokens = usage.path("prompt_tokens").asInt(promptTokens);
            answerTokens = usage.path("completion_tokens").asInt(answerTokens);
        }
    }

    private static String words(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        var words = new StringBuilder();
        content.forEach(part -> words.append(part.path("text").asString("")));
        return words.toString();
    }

    private void refuse(String words) throws InterruptedException {
        if (!words.isEmpty()) {
            refused = true;
            say(words);
        }
    }

    private void say(String words) throws InterruptedException {
        if (!words.isEmpty()) {
            begun = true;
            give(new ModelPiece.Text(words));
        }
    }

    private void give(ModelPiece piece) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sink.accept(piece);
    }

    /** Whether any of it has come yet. */
    boolean hasBegun() {
        return begun;
    }

    /** Whether the server has told why it stopped: all that may follow is the count of tokens. */
    boolean isFinished() {
        return !finish.isEmpty();
    }

    /** Gives what was kept for the end, and the end. */
    void complete() throws ProviderFailure, InterruptedException {
        say(thoughts.rest());
        StopReason reason = reason();
        if (reason == StopReason.TOOLS) {
            for (var request : requests()) {
                give(request);
            }
        }
        give(new ModelPiece.Done(reason, promptTokens, answerTokens));
    }

    private List<ModelPiece.ToolRequest> requests() throws ProviderFailure {
        try {
            return tools.requests(idPrefix);
        } catch (IllegalStateException unreadable) {
            throw failures.unreadable("the model asked for a tool with arguments that are not a JSON object");
        }
    }

    private StopReason reason() {
        if (finish.equals("length")) {
            // The arguments of a tool that was being asked for are cut off too.
            return StopReason.LENGTH;
        }
        if (refused || finish.equals("content_filter")) {
            return StopReason.REFUSED;
        }
        return tools.isEmpty() ? StopReason.COMPLETE : StopReason.TOOLS;
    }
}
