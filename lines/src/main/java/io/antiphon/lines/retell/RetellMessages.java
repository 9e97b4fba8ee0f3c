package io.antiphon.lines.retell;

import io.antiphon.audio.Frame;
import io.antiphon.ports.line.TextLine;
import io.antiphon.ports.line.TextLine.Said;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What we tell Retell, and the talk as it tells us, in the form of its LLM WebSocket. */
final class RetellMessages {
    private static final JsonMapper JSON = JsonMapper.shared();

    private RetellMessages() {}

    /** What we want to be told: the call's details, and signs of life, after which Retell comes again when we are gone. */
    static String config() {
        ObjectNode message = message("config");
        message.putObject("config").put("auto_reconnect", true).put("call_details", true);
        return message.toString();
    }

    static String pong(long timestamp) {
        return message("ping_pong").put("timestamp", timestamp).toString();
    }

    static String answer(int request, String text, boolean complete, boolean endCall) {
        return message("response")
                .put("response_id", request)
                .put("content", text)
                .put("content_complete", complete)
                .put("end_call", endCall)
                .toString();
    }

    static String interject(int interjection, String text, boolean complete, boolean endCall) {
        return message("agent_interrupt")
                .put("interrupt_id", interjection)
                .put("content", text)
                .put("content_complete", complete)
                .put("end_call", endCall)
                .toString();
    }

    static String toolStarted(String id, String name, String arguments) {
        return message("tool_call_invocation")
                .put("tool_call_id", id)
                .put("name", name)
                .put("arguments", arguments)
                .toString();
    }

    static String toolFinished(String id, String result) {
        return message("tool_call_result")
                .put("tool_call_id", id)
                .put("content", result)
                .put("successful", !result.startsWith("error:"))
                .toString();
    }

    static String takeTurns(TextLine.TurnTaking how) {
        ObjectNode message = message("update_agent");
        message.putObject("agent_config")
                .put("responsiveness", how.responsiveness())
                .put("interruption_sensitivity", how.interruptionSensitivity())
                .put("reminder_trigger_ms", how.reminderTriggerMs())
                .put("reminder_max_count", how.reminderMaxCount());
        return message.toString();
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("response_type", type);
    }

    static JsonNode read(String text) {
        return JSON.readTree(text);
    }

    /** Utterances of agent and user; a person to whom the call was transferred is none of ours. */
    static List<Said> transcript(JsonNode message) {
        List<Said> all = new ArrayList<>();
        for (JsonNode utterance : message.path("transcript")) {
            String role = utterance.path("role").asString("");
            String text = utterance.path("content").asString("").strip();
            if (!text.isEmpty() && (role.equals("agent") || role.equals("user"))) {
                JsonNode words = utterance.path("words");
                all.add(new Said(
                        role.equals("agent"),
                        text,
                        tick(words.path(0).path("start")),
                        tick(words.path(words.size() - 1).path("end"))));
            }
        }
        return all;
    }

    /** Retell tells seconds. */
    private static long tick(JsonNode seconds) {
        return seconds.isNumber() ? Math.round(seconds.asDouble(0) * Frame.PER_SECOND) : -1;
    }
}
