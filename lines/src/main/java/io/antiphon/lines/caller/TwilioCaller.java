package io.antiphon.lines.caller;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import java.util.Base64;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Twilio's side of a Media Stream, with a caller behind it: numbers as strings, 160 bytes of µ-law each 20 ms, marks
 * sent back when all before them has been played, or at once when the stream is cleared. As strict as Twilio: a message
 * it does not know ends the stream (error 31924).
 *
 * @see <a href="https://www.twilio.com/docs/voice/media-streams/websocket-messages">Media Streams messages</a>
 */
public final class TwilioCaller extends Caller {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int RATE = 8_000;

    private final TwilioStart start;
    private long sequence;
    private long chunk;

    /**
     * A caller that waits for its connection.
     *
     * @param nanoTime the caller's clock, as {@link System#nanoTime}
     * @param keep whether both sides are recorded
     */
    public TwilioCaller(TwilioStart start, LongSupplier nanoTime, boolean keep) {
        super(RATE, nanoTime, keep);
        this.start = start;
    }

    /** Presses a key: {@code 0-9 * # A-D}. */
    public void press(char digit) {
        inOrder(() -> {
            var message = message("dtmf");
            message.putObject("dtmf").put("track", "inbound_track").put("digit", String.valueOf(digit));
            sendText(message.toString());
        });
    }

    @Override
    void greet() {
        sendText("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
        var message = message("start");
        var body = message.putObject("start")
                .put("accountSid", "AC00000000000000000000000000000000")
                .put("streamSid", start.streamSid())
                .put("callSid", start.callSid());
        body.putArray("tracks").add("inbound");
        body.putObject("mediaFormat")
                .put("encoding", "audio/x-mulaw")
                .put("sampleRate", RATE)
                .put("channels", 1);
        var custom = body.putObject("customParameters");
        start.parameters().forEach(custom::put);
        sendText(message.toString());
    }

    @Override
    void send(short[] frame) {
        var message = message("media");
        message.putObject("media")
                .put("track", "inbound")
                .put("chunk", Long.toString(chunk + 1))
                .put("timestamp", Long.toString(chunk * Frame.MILLIS))
                .put("payload", Base64.getEncoder().encodeToString(G711.ULAW.encode(frame)));
        chunk++;
        sendText(message.toString());
    }

    @Override
    void read(byte[] message) {
        violated("a binary message");
    }

    @Override
    void read(String message) {
        try {
            var wrong = obey(JSON.readTree(message));
            if (wrong != null) {
                violated(wrong);
            }
        } catch (JacksonException failure) {
            violated("a message that is not JSON");
        }
    }

    @Override
    void played(Earpiece ear) {
        ear.passedMarks().forEach(this::sendMark);
    }

    @Override
    void sayGoodbye() {
        var message = message("stop");
        message.putObject("stop")
                .put("accountSid", "AC00000000000000000000000000000000")
                .put("callSid", start.callSid());
        sendText(message.toString());
        disconnect(1000, "");
    }

    private @Nullable String obey(JsonNode message) {
        if (!start.streamSid().equals(message.path("streamSid").asString(""))) {
            return "a message without this stream's streamSid";
        }
        return switch (message.path("event").asString("")) {
            case "media" -> media(message.path("media").path("payload"));
            case "mark" -> mark(message.path("mark").path("name").asString(""));
            case "clear" -> clear();
            default -> "an unknown event";
        };
    }

    private @Nullable String media(JsonNode payload) {
        try {
            var codes = Base64.getDecoder().decode(payload.asString(""));
            if (codes.length == 0) {
                return "media without payload";
            }
            hear(G711.ULAW.decode(codes));
            return null;
        } catch (IllegalArgumentException failure) {
            return "media whose payload is not base64";
        }
    }

    private @Nullable String mark(String name) {
        if (name.isEmpty()) {
            return "a mark without name";
        }
        earpiece().mark(name);
        earpiece().passedMarks().forEach(this::sendMark);
        return null;
    }

    private @Nullable String clear() {
        drop();
        earpiece().passedMarks().forEach(this::sendMark);
        return null;
    }

    private void sendMark(String name) {
        var message = message("mark");
        message.putObject("mark").put("name", name);
        sendText(message.toString());
    }

    private ObjectNode message(String event) {
        sequence++;
        return JSON.createObjectNode()
                .put("event", event)
                .put("sequenceNumber", Long.toString(sequence))
                .put("streamSid", start.streamSid());
    }

    private void violated(String what) {
        note(new CallerEvent.Violation(now(), what + " (Twilio ends the stream: error 31924)"));
        disconnect(1008, "31924");
    }
}
