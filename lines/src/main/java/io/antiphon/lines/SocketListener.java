package io.antiphon.lines;

/**
 * What arrives on a {@link Socket}. The bridge calls these methods one after the other, never two at once, with whole
 * messages; none of them blocks.
 */
public interface SocketListener {
    /** A text message. */
    void text(String message);

    /** A binary message, which the listener takes over. */
    void binary(byte[] message);

    /** The peer closed, with a code of RFC 6455 §7.4; 1006 when it went without a word. */
    void closed(int code);

    /** The socket broke. {@code why} holds nothing personal. */
    void failed(String why);
}
