package io.antiphon.testkit.wire;

/** A vendor's side of one WebSocket connection; called by the thread that reads it. */
public interface Session {
    /** The handshake is done. */
    default void opened() {}

    /** A text message came. */
    void text(String text);

    /** A binary message came. */
    default void binary(byte[] bytes) {}

    /** The client has left, or was told to. */
    default void closed() {}
}
