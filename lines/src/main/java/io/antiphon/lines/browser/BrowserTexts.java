package io.antiphon.lines.browser;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.knowledge.Passage;
import io.antiphon.ports.line.Notice;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The text messages a browser gets. */
final class BrowserTexts {
    static final JsonMapper JSON = JsonMapper.shared();
    static final String CLEAR = message("clear").toString();

    private BrowserTexts() {}

    static String error(String message) {
        return message("error").put("message", message).toString();
    }

    static String of(Notice notice) {
        return switch (notice) {
            case Notice.Started(var callId, var agent) ->
                message("session_started")
                        .put("agent", agent)
                        .put("call_id", callId)
                        .put("rate", BrowserDoor.RATE)
                        .put("frame_ms", Frame.MILLIS)
                        .toString();
            case Notice.CallerText(var text, var complete) ->
                transcript("user", text, complete).toString();
            case Notice.AgentText(var text, var complete, var interrupted) ->
                transcript("assistant", text, complete)
                        .put("interrupted", interrupted)
                        .toString();
            case Notice.ToolRan(var name, var arguments, var result) -> tool(name, arguments, result);
            case Notice.TurnDone(var turn) -> turn(turn);
            case Notice.Trouble(var message) -> error(message);
            case Notice.Ended(var reason, var seconds) ->
                message("session_ended")
                        .put("reason", reason.equals("user_hangup") ? "user_ended" : reason)
                        .put("duration", seconds)
                        .toString();
        };
    }

    private static ObjectNode message(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static ObjectNode transcript(String role, String content, boolean complete) {
        return message("transcript").put("role", role).put("content", content).put("is_final", complete);
    }

    private static String tool(String name, String arguments, @Nullable String result) {
        var message = message("tool_call").put("name", name);
        message.set("arguments", json(arguments));
        message.set("result", result == null ? JSON.nullNode() : json(result));
        return message.toString();
    }

    /** What is not JSON after all is shown as it is. */
    private static JsonNode json(String text) {
        try {
            var node = JSON.readTree(text);
            return node.isMissingNode() ? StringNode.valueOf(text) : node;
        } catch (JacksonException failure) {
            return StringNode.valueOf(text);
        }
    }

    private static String turn(TurnRecord turn) {
        var message = message("turn")
                .put("number", turn.number())
                .put("heard", turn.heard())
                .put("spoken", turn.spoken());
        var sources = message.putArray("sources");
        turn.sources().forEach(passage -> sources.add(source(passage)));
        message.put("confidence", turn.confidence())
                .put("mind", turn.mind())
                .put("interrupted", turn.interrupted())
                .put("guesses", turn.guesses())
                .set("latency", latency(turn.latency()));
        return message.toString();
    }

    private static ObjectNode source(Passage passage) {
        return JSON.createObjectNode()
                .put("document", passage.document())
                .put("title", passage.title())
                .put("heading", passage.heading())
                .put("page", passage.page())
                .put("text", passage.text())
                .put("hash", passage.hash())
                .put("score", passage.score());
    }

    private static ObjectNode latency(TurnRecord.Latency latency) {
        return JSON.createObjectNode()
                .put("ear_ms", latency.ear())
                .put("knowledge_ms", latency.knowledge())
                .put("model_ms", latency.model())
                .put("voice_ms", latency.voice())
                .put("wire_ms", latency.wire())
                .put("voice_to_voice_ms", latency.voiceToVoice())
                .put("heard_ms", latency.heardAt());
    }
}
