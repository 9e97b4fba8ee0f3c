package io.antiphon.lines;

/**
 * One WebSocket, seen from a line: whoever owns the web container bridges to it. No method blocks; messages leave in
 * the order in which they are sent. See {@link Outbox} for the queue behind it.
 */
public interface Socket {
    /** Queues a text message. False when the socket is closed or its peer has stopped reading. */
    boolean sendText(String text);

    /** Queues a binary message, which the socket takes over. False as for {@link #sendText}. */
    boolean sendBinary(byte[] bytes);

    /**
     * Closes the socket once everything queued has been sent. Closing twice does nothing.
     *
     * @param code RFC 6455 §7.4
     * @param reason at most 123 bytes of UTF-8
     */
    void close(int code, String reason);
}
