package io.antiphon.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket client (RFC 6455) that reads how its call began and then nothing more. */
final class DeafClient implements AutoCloseable {
    private static final Pattern CALL = Pattern.compile("\"call_id\":\"([0-9a-f-]{36})\"");

    private final Socket socket = new Socket();
    private final String callId;

    DeafClient(URI address) throws IOException {
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        socket.getOutputStream().write("""
                        GET %s HTTP/1.1\r
                        Host: localhost\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        Sec-WebSocket-Version: 13\r
                        \r
                        """.formatted(address.getPath() + "?" + address.getQuery())
                .getBytes(StandardCharsets.US_ASCII));
        callId = callId(socket.getInputStream());
    }

    private static String callId(InputStream in) throws IOException {
        var read = new StringBuilder();
        Matcher matcher = CALL.matcher(read);
        while (!matcher.find()) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed before the call began");
            }
            read.append((char) next);
            matcher.reset();
        }
        return matcher.group(1);
    }

    String callId() {
        return callId;
    }

    /** Sends 20 ms of silence, with a mask of zeros. */
    void speak() throws IOException {
        byte[] frame = new byte[8 + 640];
        frame[0] = (byte) 0x82;
        frame[1] = (byte) (0x80 | 126);
        frame[2] = (byte) (640 >> 8);
        frame[3] = (byte) 640;
        socket.getOutputStream().write(frame);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
