package io.antiphon.testkit.openai.realtime;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the interface takes, and what is wrong with a message that it does not take. */
final class Shape {
    private static final Map<String, Set<String>> EVENTS = Map.of(
            "session.update", Set.of("session"),
            "input_audio_buffer.append", Set.of("audio"),
            "input_audio_buffer.commit", Set.of(),
            "input_audio_buffer.clear", Set.of(),
            "conversation.item.create", Set.of("previous_item_id", "item"),
            "conversation.item.delete", Set.of("item_id"),
            "conversation.item.truncate", Set.of("item_id", "content_index", "audio_end_ms"),
            "conversation.item.retrieve", Set.of("item_id"),
            "response.create", Set.of("response"),
            "response.cancel", Set.of("response_id"));
    private static final Set<String> SESSION = Set.of(
            "type",
            "audio",
            "include",
            "instructions",
            "max_output_tokens",
            "model",
            "output_modalities",
            "parallel_tool_calls",
            "prompt",
            "reasoning",
            "tool_choice",
            "tools",
            "tracing",
            "truncation");
    private static final Set<String> RESPONSE = Set.of(
            "audio",
            "conversation",
            "input",
            "instructions",
            "max_output_tokens",
            "metadata",
            "output_modalities",
            "parallel_tool_calls",
            "prompt",
            "reasoning",
            "tool_choice",
            "tools");

    private Shape() {}

    /** The parameter that is wrong; empty where all is well. */
    static Optional<String> wrong(JsonNode event) {
        Set<String> fields = EVENTS.get(event.path("type").asString(""));
        if (fields == null) {
            return Optional.of("type");
        }
        for (String name : event.propertyNames()) {
            if (!fields.contains(name) && !name.equals("type") && !name.equals("event_id")) {
                return Optional.of(name);
            }
        }
        return switch (event.path("type").asString("")) {
            case "session.update" -> session(event.path("session"));
            case "response.create" -> unknown("response", event.path("response"), RESPONSE);
            case "input_audio_buffer.append" ->
                event.path("audio").isString() ? Optional.empty() : Optional.of("audio");
            case "conversation.item.truncate" ->
                event.path("audio_end_ms").isIntegralNumber()
                                && event.path("content_index").isIntegralNumber()
                        ? Optional.empty()
                        : Optional.of("audio_end_ms");
            case "conversation.item.create" -> item(event.path("item"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> unknown(String where, JsonNode node, Set<String> known) {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                return Optional.of(where + "." + name);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> session(JsonNode session) {
        if (!session.path("type").asString("").equals("realtime")) {
            return Optional.of("session.type");
        }
        JsonNode audio = session.path("audio");
        for (String side : Set.of("input", "output")) {
            JsonNode format = audio.path(side).path("format");
            if (!format.isMissingNode() && format(format).isEmpty()) {
                return Optional.of("session.audio." + side + ".format");
            }
        }
        return unknown("session", session, SESSION)
                .or(() -> unknown(
                        "session.audio.input",
                        audio.path("input"),
                        Set.of("format", "noise_reduction", "transcription", "turn_detection")))
                .or(() -> unknown("session.audio.output", audio.path("output"), Set.of("format", "speed", "voice")));
    }

    /** The sampling rate of a format; empty for one that there is not. */
    static Optional<Integer> format(JsonNode format) {
        return switch (format.path("type").asString("")) {
            case "audio/pcm" -> format.path("rate").asInt(0) == 24_000 ? Optional.of(24_000) : Optional.empty();
            case "audio/pcmu", "audio/pcma" -> Optional.of(8000);
            default -> Optional.empty();
        };
    }

    private static Optional<String> item(JsonNode item) {
        return switch (item.path("type").asString("")) {
            case "message" -> {
                String kind = switch (item.path("role").asString("")) {
                    case "user", "system" -> "input_text";
                    case "assistant" -> "output_text";
                    default -> "";
                };
                yield item.path("content").path(0).path("type").asString("").equals(kind)
                        ? Optional.empty()
                        : Optional.of("item.content[0].type");
            }
            case "function_call_output" ->
                item.path("output").isString() ? Optional.empty() : Optional.of("item.output");
            default -> Optional.of("item.type");
        };
    }
}
