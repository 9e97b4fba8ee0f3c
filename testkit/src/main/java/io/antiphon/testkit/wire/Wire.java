package io.antiphon.testkit.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The answering side of one HTTP request: headers, then a chunked body (RFC 9112 §7.1), each chunk in a packet of its own. */
final class Wire {
    private final Socket socket;
    private final OutputStream out;
    private int longest = Integer.MAX_VALUE;
    private boolean bodiless;
    private volatile boolean over;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    void head(int status, Map<String, String> headers) throws IOException {
        // Has no body by itself, not even an empty one (RFC 9112 §6.3).
        bodiless = status == 204;
        var head = new StringBuilder("HTTP/1.1 " + status + " Simulated\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(bodiless ? "\r\n" : "Transfer-Encoding: chunked\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** From now on no packet holds more than so many bytes. */
    void shred(int bytes) {
        longest = bytes;
    }

    void send(byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += Math.min(longest, bytes.length - from)) {
            chunk(Arrays.copyOfRange(bytes, from, from + Math.min(longest, bytes.length - from)));
        }
    }

    private void chunk(byte[] bytes) throws IOException {
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = Arrays.copyOf(size, size.length + bytes.length + 2);
        System.arraycopy(bytes, 0, chunk, size.length, bytes.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        out.write(chunk);
        out.flush();
    }

    /** Ends the body as it should be ended. */
    void end() throws IOException {
        over = true;
        if (bodiless) {
            return;
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Breaks the connection in the middle of the body. */
    void cut() throws IOException {
        over = true;
        socket.close();
    }

    /** Whether everything was sent that was to be sent. */
    boolean isOver() {
        return over;
    }
}
