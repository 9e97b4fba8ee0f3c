package io.antiphon.providers.anthropic;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.ModelPiece.StopReason;
import io.antiphon.providers.wire.Pieces;
import io.antiphon.providers.wire.VendorFailures;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One answer put together from its events. Belongs to the thread that waits for it. */
final class MessageAnswer {
    private final VendorFailures failures;
    private final Pieces pieces;
    private final Map<Integer, ToolUse> tools = new LinkedHashMap<>();
    private String stop = "";
    private int promptTokens;
    private int answerTokens;
    private boolean complete;

    MessageAnswer(VendorFailures failures, Pieces pieces) {
        this.failures = failures;
        this.pieces = pieces;
    }

    /** Takes an event; true where it is a part of the answer and no mere sign of life. */
    boolean take(JsonNode event) throws ProviderFailure, InterruptedException {
        switch (event.path("type").asString("")) {
            case "message_start" -> {
                JsonNode usage = event.path("message").path("usage");
                promptTokens = usage.path("input_tokens").asInt(0)
                        + usage.path("cache_read_input_tokens").asInt(0)
                        + usage.path("cache_creation_input_tokens").asInt(0);
                return false;
            }
            case "content_block_start" -> begin(event.path("index").asInt(0), event.path("content_block"));
            case "content_block_delta" -> add(event.path("index").asInt(0), event.path("delta"));
            case "message_delta" -> {
                stop = event.path("delta").path("stop_reason").asString(stop);
                answerTokens = event.path("usage").path("output_tokens").asInt(answerTokens);
            }
            case "message_stop" -> finish();
            case "error" -> throw failures.told(event.path("error").path("type").asString(""));
            default -> {
                // Pings, the ends of blocks, and what is new.
                return false;
            }
        }
        return true;
    }

    private void begin(int index, JsonNode block) throws InterruptedException {
        switch (block.path("type").asString("")) {
            case "text" -> pieces.text(block.path("text").asString(""));
            case "tool_use" ->
                tools.put(
                        index,
                        new ToolUse(
                                block.path("id").asString(""),
                                block.path("name").asString("")));
            default -> {
                // Thoughts are not for the caller.
            }
        }
    }

    private void add(int index, JsonNode delta) throws InterruptedException {
        switch (delta.path("type").asString("")) {
            case "text_delta" -> pieces.text(delta.path("text").asString(""));
            case "input_json_delta" -> {
                ToolUse tool = tools.get(index);
                if (tool != null) {
                    tool.arguments.append(delta.path("partial_json").asString(""));
                }
            }
            default -> {
                // Thoughts, signatures and citations are not for the caller.
            }
        }
    }

    private void finish() throws ProviderFailure, InterruptedException {
        complete = true;
        StopReason reason = reason();
        if (reason == StopReason.TOOLS) {
            for (ToolUse tool : tools.values()) {
                String arguments = tool.arguments.isEmpty() ? "{}" : tool.arguments.toString();
                if (!Pieces.lenient(arguments).isObject()) {
                    throw failures.unreadable("asked for a tool with arguments that are not a JSON object");
                }
                pieces.give(new ModelPiece.ToolRequest(tool.id, tool.name, arguments));
            }
        }
        pieces.give(new ModelPiece.Done(reason, promptTokens, answerTokens));
    }

    private StopReason reason() {
        return switch (stop) {
            case "max_tokens", "model_context_window_exceeded" -> StopReason.LENGTH;
            case "refusal" -> StopReason.REFUSED;
            default -> tools.isEmpty() ? StopReason.COMPLETE : StopReason.TOOLS;
        };
    }

    boolean isComplete() {
        return complete;
    }

    private static final class ToolUse {
        final String id;
        final String name;
        final StringBuilder arguments = new StringBuilder();

        ToolUse(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
