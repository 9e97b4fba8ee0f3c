package io.antiphon.testkit.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Something that goes wrong with one WebSocket connection; from then on the vendor neither hears nor says anything. */
public final class Mishap {
    /** When it happens. */
    public enum Moment {
        /** In place of the handshake's answer. */
        HANDSHAKE,
        /** Right after the handshake, before the vendor has said anything. */
        OPENED,
        /** When the client's first message has come, before it is answered. */
        ASKED,
        /** After the vendor's first message that follows one of the client's. */
        ANSWERED
    }

    private final Moment moment;
    private final Act act;

    private Mishap(Moment moment, Act act) {
        this.moment = moment;
        this.act = act;
    }

    /** The handshake is answered with an error. */
    public static Mishap refused(int status, Map<String, String> headers, String body) {
        var all = new HashMap<>(headers);
        all.putIfAbsent("Content-Type", "application/json");
        return new Mishap(Moment.HANDSHAKE, peer -> peer.refuse(status, all, body));
    }

    /** Nothing more comes, and the connection stays. */
    public static Mishap stall(Moment moment) {
        return new Mishap(moment, peer -> {});
    }

    /** The vendor's side of the connection ends without a close frame. */
    public static Mishap halfClose(Moment moment) {
        return new Mishap(moment, Peer::halfClose);
    }

    /** The connection is reset. */
    public static Mishap cut(Moment moment) {
        return new Mishap(moment, Peer::cut);
    }

    /** Bytes come that are no frame of RFC 6455: reserved bits and an opcode that does not exist. */
    public static Mishap garbage(Moment moment) {
        return new Mishap(moment, peer -> peer.raw(new byte[] {(byte) 0xFF, (byte) 0xFF, 0x13, 0x37}));
    }

    /** A text comes that is not what the vendor's protocol allows. */
    public static Mishap nonsense(Moment moment) {
        return new Mishap(moment, peer -> peer.frame(1, "{\"type\":".getBytes(StandardCharsets.UTF_8)));
    }

    /** The vendor says so and closes. */
    public static Mishap farewell(Moment moment, String text, int code, String reason) {
        return new Mishap(moment, peer -> {
            if (!text.isEmpty()) {
                peer.frame(1, text.getBytes(StandardCharsets.UTF_8));
            }
            peer.closeFrame(code, reason);
        });
    }

    Moment moment() {
        return moment;
    }

    /** Does it; for one in place of a handshake, until the client leaves. */
    void strike(Peer peer) throws IOException {
        act.on(peer);
    }

    @FunctionalInterface
    private interface Act {
        void on(Peer peer) throws IOException;
    }
}
