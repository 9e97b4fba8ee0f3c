package io.antiphon.lines;

import java.util.Map;

/** Where the sockets of one way to reach a caller come in. */
public interface Door {
    /** Bytes that may wait on a socket of this door before its peer counts as gone: five seconds of sound. */
    int outboxBytes();

    /** The longest message, in bytes, that the web container should let through. */
    int messageBytes();

    /**
     * Takes in a socket that has just opened.
     *
     * @param query parameters of the request's address, and named parts of its path, decoded
     * @return what the socket's messages are to be given to
     */
    SocketListener connect(Socket socket, Map<String, String> query);
}
