package io.antiphon.lines.browser;

import io.antiphon.audio.Pcm16;
import io.antiphon.lines.SocketListener;
import java.util.Base64;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what a browser sends. Runs on the socket's thread. */
final class BrowserConnection implements SocketListener {
    /** Bytes of sound a message may hold. */
    static final int MOST_SOUND = 64 * 1024;
    /** Characters a text message may have: a sound message's worth of base64, and its envelope. */
    static final int MOST_TEXT = 96 * 1024;

    // Close codes of RFC 6455 §7.4.1 by which somebody hangs up, and the one that stands for none at all.
    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int NO_CODE = 1005;
    private static final int WITHOUT_CLOSING = 1006;

    private final BrowserLine line;
    private byte[] odd = {};

    BrowserConnection(BrowserLine line) {
        this.line = line;
    }

    @Override
    public void binary(byte[] message) {
        if (message.length > MOST_SOUND) {
            line.complain("a message of " + message.length + " bytes of sound: send at most " + MOST_SOUND
                    + ", best 640 each 20 ms");
            return;
        }
        sound(message);
    }

    @Override
    public void text(String message) {
        if (message.length() > MOST_TEXT) {
            line.complain("a text message of " + message.length() + " characters: send at most " + MOST_TEXT);
            return;
        }
        try {
            read(BrowserTexts.JSON.readTree(message));
        } catch (JacksonException failure) {
            line.complain("a text message is not JSON: send an object like {\"type\":\"end\"}");
        }
    }

    @Override
    public void closed(int code) {
        switch (code) {
            case NORMAL, GOING_AWAY, NO_CODE -> line.ended();
            case WITHOUT_CLOSING -> line.broke("the browser went away without closing");
            default -> line.broke("the connection was closed with code " + code);
        }
    }

    @Override
    public void failed(String why) {
        line.broke(why);
    }

    private void read(JsonNode message) {
        switch (message.path("type").asString("")) {
            case "audio" -> audio(message.path("data"));
            case "end" -> line.ended();
            case "played" -> frames(message, line::played);
            case "cleared" -> frames(message, line::cleared);
            default -> line.complain("type: send \"audio\", \"end\", \"played\" or \"cleared\"");
        }
    }

    private void audio(JsonNode data) {
        if (!data.isString()) {
            line.complain("data: an \"audio\" message needs 16-bit little-endian 16 kHz mono sound as base64");
            return;
        }
        try {
            binary(Base64.getDecoder().decode(data.stringValue()));
        } catch (IllegalArgumentException failure) {
            line.complain("data: not base64 (RFC 4648, with padding, without line breaks)");
        }
    }

    private void frames(JsonNode message, LongConsumer report) {
        var frames = message.path("frames");
        if (!frames.isIntegralNumber() || !frames.canConvertToLong() || frames.longValue() < 0) {
            line.complain("frames: a \"" + message.path("type").stringValue()
                    + "\" message needs the count of the last frame played, from 1 in the order received, 0 for none");
            return;
        }
        if (!line.reported()) {
            line.complain("type: a client that reports playback says so in the address: add playback=reported");
            return;
        }
        report.accept(frames.longValue());
    }

    /** A sample may lie across two messages. */
    private void sound(byte[] message) {
        var bytes = message;
        if (odd.length > 0) {
            bytes = new byte[message.length + 1];
            bytes[0] = odd[0];
            System.arraycopy(message, 0, bytes, 1, message.length);
        }
        odd = bytes.length % 2 == 0 ? new byte[0] : new byte[] {bytes[bytes.length - 1]};
        line.heard(Pcm16.decode(bytes));
    }
}
