package io.antiphon.testkit.openai.realtime;

import io.antiphon.audio.Codec;
import io.antiphon.testkit.wire.Peer;
import io.antiphon.testkit.wire.Session;
import io.antiphon.testkit.wire.SpokenSound;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One connection: a session, a buffer of the caller's sound, a conversation of items, and one response at a time. */
final class RealtimeSession implements Session {
    static final JsonMapper JSON = new JsonMapper();
    private static final int SHORTEST_MILLIS = 100;
    private static final int PREFIX_MILLIS = 300;

    private final Peer peer;
    private final Supplier<Reply> replies;
    private final UnaryOperator<String> understands;
    private final RealtimeSimulator.Watcher watcher;
    private final ObjectNode session = JSON.createObjectNode();

    /** Length of the sound of each spoken item, in milliseconds. */
    private final Map<String, Integer> spoken = new HashMap<>();

    private final Set<String> items = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private SpokenSound buffer = new SpokenSound(Codec.PCM16, 24_000);
    private @Nullable Response response;
    private int numbers;
    private boolean inSpeech;
    private int silentMillis;

    RealtimeSession(
            Peer peer, Supplier<Reply> replies, UnaryOperator<String> understands, RealtimeSimulator.Watcher watcher) {
        this.peer = peer;
        this.replies = replies;
        this.understands = understands;
        this.watcher = watcher;
        session.put("type", "realtime").put("id", "sess_1");
        session.put("model", peer.request().parameter("model"));
        ObjectNode audio = session.putObject("audio");
        ObjectNode input = audio.putObject("input");
        input.putObject("format").put("type", "audio/pcm").put("rate", 24_000);
        input.putObject("turn_detection")
                .put("type", "server_vad")
                .put("threshold", 0.5)
                .put("prefix_padding_ms", PREFIX_MILLIS)
                .put("silence_duration_ms", 500)
                .put("create_response", true)
                .put("interrupt_response", true);
        audio.putObject("output")
                .put("voice", "alloy")
                .putObject("format")
                .put("type", "audio/pcm")
                .put("rate", 24_000);
    }

    @Override
    public void opened() {
        send(event("session.created").set("session", session.deepCopy()));
    }

    void send(JsonNode event) {
        peer.send(event.toString());
    }

    /** As a vendor whose machine goes down. */
    void leave() {
        peer.close(1011, "leaked words");
    }

    synchronized ObjectNode event(String type) {
        return JSON.createObjectNode().put("type", type).put("event_id", "event_" + ++numbers);
    }

    synchronized String id(String prefix) {
        return prefix + "_" + ++numbers;
    }

    private void error(JsonNode cause, String type, String code, String param) {
        ObjectNode error = event("error");
        error.putObject("error")
                .put("type", type)
                .put("code", code)
                .put("message", "leaked words")
                .put("param", param)
                .set("event_id", cause.path("event_id"));
        send(error);
    }

    private void refuse(JsonNode cause, String code, String param) {
        error(cause, "invalid_request_error", code, param);
    }

    @Override
    public synchronized void text(String text) {
        JsonNode event;
        try {
            event = JSON.readTree(text);
        } catch (JacksonException unreadable) {
            refuse(JSON.createObjectNode(), "invalid_json", "");
            return;
        }
        var wrong = Shape.wrong(event);
        if (wrong.isPresent()) {
            refuse(event, wrong.get().equals("type") ? "invalid_value" : "unknown_parameter", wrong.get());
            return;
        }
        switch (event.path("type").asString("")) {
            case "session.update" -> update(event);
            case "input_audio_buffer.append" -> append(event);
            case "input_audio_buffer.commit" -> commit(event);
            case "input_audio_buffer.clear" -> {
                clear();
                send(event("input_audio_buffer.cleared"));
            }
            case "conversation.item.create" -> create(event);
            case "conversation.item.delete" -> delete(event);
            case "conversation.item.truncate" -> truncate(event);
            case "response.create" -> respond(event);
            case "response.cancel" -> cancel(event);
            default -> refuse(event, "invalid_value", "type");
        }
    }

    private void update(JsonNode event) {
        merge(session, event.path("session"));
        clear();
        send(event("session.updated").set("session", session.deepCopy()));
    }

    private static void merge(ObjectNode into, JsonNode from) {
        for (var field : from.properties()) {
            if (field.getValue() instanceof ObjectNode nested
                    && into.get(field.getKey()) instanceof ObjectNode known
                    && !field.getKey().equals("format")) {
                merge(known, nested);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        }
    }

    // The caller's sound

    private void clear() {
        JsonNode format = session.path("audio").path("input").path("format");
        buffer = new SpokenSound(codec(format), Shape.format(format).orElseThrow());
    }

    static Codec codec(JsonNode format) {
        return switch (format.path("type").asString("")) {
            case "audio/pcmu" -> Codec.ULAW;
            case "audio/pcma" -> Codec.ALAW;
            default -> Codec.PCM16;
        };
    }

    private void append(JsonNode event) {
        byte[] sound = Base64.getDecoder().decode(event.path("audio").asString());
        watcher.heard(peer, sound);
        buffer.add(sound);
        JsonNode detection = session.path("audio").path("input").path("turn_detection");
        if (detection.path("type").asString("").equals("server_vad")) {
            detect(sound, detection);
        }
    }

    private void detect(byte[] sound, JsonNode detection) {
        int millis = (int) (sound.length * 1000L / codec(format("input")).bytesPerSample() / buffer.rate());
        if (buffer.isSpeech(sound)) {
            silentMillis = 0;
            if (!inSpeech) {
                inSpeech = true;
                send(event("input_audio_buffer.speech_started")
                        .put("audio_start_ms", buffer.millis())
                        .put("item_id", "item_next"));
                if (detection.path("interrupt_response").asBoolean(true) && response != null) {
                    response.cancel("turn_detected");
                }
            }
            return;
        }
        silentMillis += millis;
        if (!inSpeech) {
            buffer.keepLast(detection.path("prefix_padding_ms").asInt(PREFIX_MILLIS));
        } else if (silentMillis >= detection.path("silence_duration_ms").asInt(500)) {
            inSpeech = false;
            send(event("input_audio_buffer.speech_stopped")
                    .put("audio_end_ms", buffer.millis())
                    .put("item_id", "item_next"));
            take();
            if (detection.path("create_response").asBoolean(true)) {
                begin(JSON.createObjectNode());
            }
        }
    }

    private JsonNode format(String side) {
        return session.path("audio").path(side).path("format");
    }

    private void commit(JsonNode event) {
        if (buffer.millis() < SHORTEST_MILLIS) {
            refuse(event, "input_audio_buffer_commit_empty", "");
            return;
        }
        take();
    }

    private void take() {
        watcher.committed(peer);
        String id = id("item");
        items.add(id);
        send(event("input_audio_buffer.committed").put("item_id", id).putNull("previous_item_id"));
        ObjectNode item = item(id, "user", "completed");
        item.putArray("content").addObject().put("type", "input_audio").putNull("transcript");
        sendItem("conversation.item.added", item);
        sendItem("conversation.item.done", item);
        String text = understands.apply(buffer.text());
        clear();
        if (session.path("audio").path("input").path("transcription").isObject()) {
            transcribe(id, text);
        }
    }

    private void transcribe(String id, String text) {
        send(event("conversation.item.input_audio_transcription.delta")
                .put("item_id", id)
                .put("content_index", 0)
                .put("delta", text));
        ObjectNode done = event("conversation.item.input_audio_transcription.completed")
                .put("item_id", id)
                .put("content_index", 0)
                .put("transcript", text);
        done.putObject("usage").put("type", "duration").put("seconds", 1);
        send(done);
    }

    // The conversation

    static ObjectNode item(String id, String role, String status) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("object", "realtime.item")
                .put("type", "message")
                .put("status", status)
                .put("role", role);
    }

    void sendItem(String type, ObjectNode item) {
        ObjectNode event = event(type);
        event.putNull("previous_item_id");
        event.set("item", item.deepCopy());
        send(event);
    }

    private void create(JsonNode event) {
        JsonNode item = event.path("item");
        if (item.path("type").asString("").equals("function_call_output")
                && !calls.remove(item.path("call_id").asString(""))) {
            refuse(event, "invalid_tool_call_id", "item.call_id");
            return;
        }
        String id = item.path("id").asString(id("item"));
        items.add(id);
        ObjectNode made = ((ObjectNode) item.deepCopy())
                .put("id", id)
                .put("object", "realtime.item")
                .put("status", "completed");
        sendItem("conversation.item.added", made);
        sendItem("conversation.item.done", made);
    }

    private void delete(JsonNode event) {
        String id = event.path("item_id").asString("");
        if (!items.remove(id)) {
            refuse(event, "item_delete_invalid_item_id", "item_id");
            return;
        }
        watcher.cut(peer, id, 0);
        send(event("conversation.item.deleted").put("item_id", id));
    }

    private void truncate(JsonNode event) {
        String id = event.path("item_id").asString("");
        int end = event.path("audio_end_ms").asInt();
        Integer length = spoken.get(id);
        if (!items.contains(id) || length == null) {
            refuse(event, "item_truncate_invalid_item_id", "item_id");
            return;
        }
        if (end < 0 || end > length) {
            refuse(event, "invalid_value", "audio_end_ms");
            return;
        }
        spoken.put(id, end);
        watcher.cut(peer, id, end);
        send(event("conversation.item.truncated")
                .put("item_id", id)
                .put("content_index", event.path("content_index").asInt())
                .put("audio_end_ms", end));
    }

    synchronized void added(String item) {
        items.add(item);
    }

    synchronized void spoke(String item, byte[] sound, int millis) {
        spoken.merge(item, millis, Integer::sum);
        watcher.speaks(peer, item, sound);
    }

    synchronized void called(String call) {
        calls.add(call);
    }

    // Responses

    private void respond(JsonNode event) {
        if (response != null) {
            refuse(event, "conversation_already_has_active_response", "");
            return;
        }
        begin(event.path("response"));
    }

    private void begin(JsonNode asked) {
        response = new Response(this, id("resp"), asked, format("output"));
        response.begin(replies.get());
    }

    synchronized void over(Response ended) {
        if (response == ended) {
            response = null;
        }
    }

    private void cancel(JsonNode event) {
        String id = event.path("response_id").asString("");
        if (response == null || !(id.isEmpty() || response.isNamed(id))) {
            refuse(event, "response_cancel_not_active", "");
            return;
        }
        response.cancel("client_cancelled");
    }

    @Override
    public synchronized void closed() {
        if (response != null) {
            response.stop();
        }
    }
}
