package io.antiphon.lines.caller;

import io.antiphon.audio.Pcm16;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.knowledge.Passage;
import java.util.ArrayList;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller in a browser: 16 kHz, and all the messages a page gets. */
public final class BrowserCaller extends Caller {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int RATE = 16_000;
    private static final int FRAME_BYTES = 640;
    private static final int REPORT_FRAMES = 5;

    private final boolean reports;
    private long reported;

    /**
     * A caller that waits for its connection.
     *
     * @param reports whether it tells what it has played, as its address must say ({@code playback=reported})
     * @param nanoTime the caller's clock, as {@link System#nanoTime}
     * @param keep whether both sides are recorded
     */
    public BrowserCaller(boolean reports, LongSupplier nanoTime, boolean keep) {
        super(RATE, nanoTime, keep);
        this.reports = reports;
    }

    @Override
    void greet() {}

    @Override
    void send(short[] frame) {
        sendBinary(Pcm16.encode(frame));
    }

    @Override
    void read(byte[] message) {
        if (message.length == FRAME_BYTES) {
            hear(Pcm16.decode(message));
        } else {
            note(new CallerEvent.Violation(now(), "a frame of " + message.length + " bytes instead of " + FRAME_BYTES));
        }
    }

    @Override
    void read(String message) {
        try {
            var node = JSON.readTree(message);
            if (node.path("type").asString("").equals("clear")) {
                clear();
            } else {
                note(event(node));
            }
        } catch (JacksonException failure) {
            note(new CallerEvent.Violation(now(), "a text message that is not JSON"));
        }
    }

    @Override
    void played(Earpiece ear) {
        long played = ear.lastPlayed();
        if (reports && (played >= reported + REPORT_FRAMES || (ear.isEmpty() && played > reported))) {
            report("played", played);
        }
    }

    @Override
    void sayGoodbye() {
        sendText("{\"type\":\"end\"}");
    }

    private void clear() {
        drop();
        if (reports) {
            report("cleared", earpiece().lastPlayed());
        }
    }

    private void report(String type, long frames) {
        reported = frames;
        sendText("{\"type\":\"" + type + "\",\"frames\":" + frames + "}");
    }

    private CallerEvent event(JsonNode node) {
        return switch (node.path("type").asString("")) {
            case "session_started" ->
                new CallerEvent.SessionStarted(now(), string(node, "call_id"), string(node, "agent"));
            case "transcript" ->
                new CallerEvent.Transcript(
                        now(),
                        string(node, "role"),
                        string(node, "content"),
                        node.path("is_final").asBoolean(false),
                        node.path("interrupted").asBoolean(false));
            case "tool_call" ->
                new CallerEvent.ToolRan(
                        now(),
                        string(node, "name"),
                        node.path("arguments").toString(),
                        node.path("result").toString());
            case "turn" -> new CallerEvent.Turn(now(), turn(node));
            case "error" -> new CallerEvent.Trouble(now(), string(node, "message"));
            case "session_ended" ->
                new CallerEvent.SessionEnded(
                        now(), string(node, "reason"), node.path("duration").asInt(0));
            default -> new CallerEvent.Violation(now(), "an unknown type of message");
        };
    }

    private static TurnRecord turn(JsonNode node) {
        var sources = new ArrayList<Passage>();
        node.path("sources").forEach(source -> sources.add(passage(source)));
        return new TurnRecord(
                node.path("number").asInt(0),
                string(node, "heard"),
                string(node, "spoken"),
                sources,
                node.path("confidence").asDouble(0),
                string(node, "mind"),
                node.path("interrupted").asBoolean(false),
                latency(node.path("latency")),
                node.path("guesses").asInt(0),
                TurnRecord.Span.UNKNOWN);
    }

    private static Passage passage(JsonNode source) {
        return new Passage(
                string(source, "document"),
                string(source, "title"),
                string(source, "heading"),
                source.path("page").asInt(1),
                string(source, "text"),
                string(source, "hash"),
                source.path("score").asDouble(0));
    }

    private static TurnRecord.Latency latency(JsonNode node) {
        return new TurnRecord.Latency(
                node.path("ear_ms").asInt(-1),
                node.path("knowledge_ms").asInt(-1),
                node.path("model_ms").asInt(-1),
                node.path("voice_ms").asInt(-1),
                node.path("wire_ms").asInt(-1),
                node.path("voice_to_voice_ms").asInt(-1),
                node.path("heard_ms").asInt(-1));
    }

    private static String string(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
