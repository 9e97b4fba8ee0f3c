package io.antiphon.testkit.openai.transcription;

import io.antiphon.audio.Frame;
import io.antiphon.testkit.HeardLetters;
import io.antiphon.testkit.wire.Peer;
import io.antiphon.testkit.wire.Session;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection: sound is appended, words come as deltas, while it comes or after the commit, as the model has it; a
 * commit makes an item and its whole transcript.
 */
final class TranscriptionSession implements Session {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PCM_RATE = 24_000;
    private static final int TELEPHONE_RATE = 8000;
    private static final double LEAST_SECONDS = 0.1;

    private final Peer peer;
    private JsonNode session;
    private HeardLetters ear = new HeardLetters(false, PCM_RATE);
    private boolean streaming;

    private final StringBuilder heard = new StringBuilder();
    private int told;
    private double committedUntil;
    private int items = 1;
    private int events;

    TranscriptionSession(Peer peer) {
        this.peer = peer;
        ObjectNode standard = JSON.createObjectNode().put("type", "transcription");
        ObjectNode input = standard.putObject("audio").putObject("input");
        input.putObject("format").put("type", "audio/pcm").put("rate", PCM_RATE);
        this.session = standard;
    }

    @Override
    public void opened() {
        send(sessionEvent("session.created"));
    }

    private ObjectNode sessionEvent(String type) {
        ObjectNode event = event(type);
        ObjectNode shown = event.putObject("session")
                .put("object", "realtime.transcription_session")
                .put("id", "sess_simulated")
                .put("expires_at", 1_795_003_600);
        session.properties().forEach(property -> shown.set(property.getKey(), property.getValue()));
        return event;
    }

    @Override
    public void text(String text) {
        JsonNode message = JSON.readTree(text);
        switch (message.path("type").asString("")) {
            case "session.update" -> update(message.path("session"));
            case "input_audio_buffer.append" -> append(message.path("audio").asString(""));
            case "input_audio_buffer.commit" -> commit();
            case "input_audio_buffer.clear" -> {
                forget();
                send(event("input_audio_buffer.cleared"));
            }
            default -> error("invalid_value", "type");
        }
    }

    private void update(JsonNode asked) {
        String wrong = SessionRules.wrong(asked);
        if (!wrong.isEmpty()) {
            error("invalid_value", wrong);
            return;
        }
        session = asked;
        JsonNode input = asked.path("audio").path("input");
        boolean companded = input.path("format").path("type").asString("").equals("audio/pcmu");
        ear = new HeardLetters(companded, companded ? TELEPHONE_RATE : PCM_RATE);
        streaming =
                SessionRules.streams(input.path("transcription").path("model").asString(""));
        send(sessionEvent("session.updated"));
    }

    private void append(String base64) {
        byte[] sound;
        try {
            sound = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException unreadable) {
            error("invalid_audio", "audio");
            return;
        }
        ear.take(sound, letter -> {
            if (letter != 0) {
                heard.append(letter);
                if (streaming && letter == ' ') {
                    delta();
                }
            }
        });
    }

    private void delta() {
        String words = heard.substring(told);
        if (!words.isEmpty()) {
            told = heard.length();
            send(event("conversation.item.input_audio_transcription.delta")
                    .put("item_id", item(items))
                    .put("content_index", 0)
                    .put("delta", words));
        }
    }

    private void commit() {
        double seconds = ear.seconds() - committedUntil;
        if (seconds < LEAST_SECONDS - Frame.MILLIS / 2000.0) {
            error("input_audio_buffer_commit_empty", null);
            return;
        }
        String before = items == 1 ? null : item(items - 1);
        send(event("input_audio_buffer.committed")
                .put("previous_item_id", before)
                .put("item_id", item(items)));
        send(itemEvent("conversation.item.added", before));
        send(itemEvent("conversation.item.done", before));
        if (!streaming) {
            wordByWord();
        }
        delta();
        ObjectNode completed = event("conversation.item.input_audio_transcription.completed")
                .put("item_id", item(items))
                .put("content_index", 0)
                .put("transcript", heard.toString().strip());
        completed.putObject("usage").put("type", "duration").put("seconds", seconds);
        send(completed);
        forget();
        items++;
    }

    private void wordByWord() {
        String all = heard.toString();
        for (int end = all.indexOf(' ') + 1; end > 0; end = all.indexOf(' ', end) + 1) {
            heard.setLength(0);
            heard.append(all, 0, end);
            delta();
        }
        heard.setLength(0);
        heard.append(all);
    }

    private void forget() {
        heard.setLength(0);
        told = 0;
        committedUntil = ear.seconds();
    }

    private ObjectNode itemEvent(String type, @Nullable String before) {
        ObjectNode event = event(type).put("previous_item_id", before);
        ObjectNode item = event.putObject("item")
                .put("id", item(items))
                .put("type", "message")
                .put("object", "realtime.item")
                .put("status", "completed")
                .put("role", "user");
        item.putArray("content").addObject().put("type", "input_audio");
        return event;
    }

    private static String item(int number) {
        return "item_" + number;
    }

    private void error(String code, @Nullable String parameter) {
        ObjectNode event = event("error");
        event.putObject("error")
                .put("type", "invalid_request_error")
                .put("code", code)
                .put("message", "leaked words")
                .put("param", parameter)
                .putNull("event_id");
        send(event);
    }

    private ObjectNode event(String type) {
        return JSON.createObjectNode().put("type", type).put("event_id", "event_" + ++events);
    }

    private void send(ObjectNode event) {
        peer.send(event.toString());
    }
}
