package io.antiphon.providers.wire;

/** What comes from a vendor over a WebSocket. */
public sealed interface Arrival {
    /** A whole text message. */
    record Text(String text) implements Arrival {}

    /** A whole binary message. */
    final class Binary implements Arrival {
        private final byte[] bytes;

        Binary(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes themselves. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /** The vendor closed; nothing more comes. */
    record Closed(int code, String reason) implements Arrival {}

    /** The connection broke; nothing more comes. */
    record Broken(Throwable why) implements Arrival {}
}
