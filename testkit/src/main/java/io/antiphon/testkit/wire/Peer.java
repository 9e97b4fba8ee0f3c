package io.antiphon.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's end of one WebSocket (RFC 6455), strict with its client: frames must be masked, opcodes known, and
 * nothing may follow a close. May be told to send from any thread.
 */
public final class Peer {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final ReceivedRequest request;
    private final Socket socket;
    private final OutputStream out;
    private final @Nullable Mishap mishap;
    private final WireLog log;
    private final ReentrantLock sending = new ReentrantLock();
    private boolean asked;
    private boolean struck;
    private boolean closed;

    Peer(ReceivedRequest request, Socket socket, @Nullable Mishap mishap, WireLog log) throws IOException {
        this.request = request;
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.mishap = mishap;
        this.log = log;
    }

    /** The request that opened the connection. */
    public ReceivedRequest request() {
        return request;
    }

    /** Sends a text message; nothing after a mishap, or once the connection is gone. */
    public void send(String text) {
        deliver(TEXT, text.getBytes(StandardCharsets.UTF_8), text);
    }

    /** Sends a binary message; as {@link #send(String)}. */
    public void send(byte[] bytes) {
        deliver(BINARY, bytes, "");
    }

    /** Closes with a code and a reason of at most 123 bytes. */
    public void close(int code, String reason) {
        sending.lock();
        try {
            if (!struck && !closed) {
                closeFrame(code, reason);
            }
        } catch (IOException gone) {
            closed = true;
        } finally {
            sending.unlock();
        }
    }

    private void deliver(int opcode, byte[] bytes, String text) {
        sending.lock();
        try {
            if (struck || closed) {
                return;
            }
            frame(opcode, bytes);
            log.told(text);
            if (asked) {
                strikeAt(Mishap.Moment.ANSWERED);
            }
        } catch (IOException gone) {
            closed = true;
        } finally {
            sending.unlock();
        }
    }

    /** Answers the handshake and serves the connection until it ends. */
    void serve(DataInputStream in, Vendor vendor) throws IOException {
        if (strikeAt(Mishap.Moment.HANDSHAKE)) {
            drain(in);
            return;
        }
        String subprotocol = request.header("sec-websocket-protocol");
        head("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept(request.header("sec-websocket-key"))
                + (subprotocol.isEmpty() ? "" : "\r\nSec-WebSocket-Protocol: " + subprotocol.split(",")[0].strip())
                + "\r\n\r\n");
        if (strikeAt(Mishap.Moment.OPENED)) {
            drain(in);
            return;
        }
        Session session = vendor.accept(this);
        try {
            session.opened();
            read(in, session);
        } catch (EOFException left) {
            log.left();
        } finally {
            session.closed();
        }
    }

    private void read(DataInputStream in, Session session) throws IOException {
        var message = new ByteArrayOutputStream();
        int kind = CONTINUATION;
        while (true) {
            Received frame = frame(in);
            switch (frame.opcode) {
                case CLOSE -> {
                    log.closedBy(frame.payload);
                    answerClose(frame.payload);
                    return;
                }
                case PING -> frame(PONG, frame.payload);
                case PONG -> {}
                case TEXT, BINARY, CONTINUATION -> {
                    kind = frame.opcode == CONTINUATION ? kind : frame.opcode;
                    message.write(frame.payload);
                    if (frame.last) {
                        take(kind, message.toByteArray(), session);
                        message.reset();
                    }
                }
                default -> throw new ProtocolException("opcode " + frame.opcode);
            }
        }
    }

    private void take(int kind, byte[] payload, Session session) throws IOException {
        String text = kind == TEXT ? new String(payload, StandardCharsets.UTF_8) : "";
        log.heard(text);
        sending.lock();
        try {
            asked = true;
            if (struck || strikeAt(Mishap.Moment.ASKED)) {
                return;
            }
        } finally {
            sending.unlock();
        }
        if (kind == TEXT) {
            session.text(text);
        } else {
            session.binary(payload);
        }
    }

    private boolean strikeAt(Mishap.Moment moment) throws IOException {
        if (mishap == null || mishap.moment() != moment) {
            return false;
        }
        sending.lock();
        try {
            struck = true;
            mishap.strike(this);
            return true;
        } finally {
            sending.unlock();
        }
    }

    private static final class Received {
        final boolean last;
        final int opcode;
        final byte[] payload;

        Received(boolean last, int opcode, byte[] payload) {
            this.last = last;
            this.opcode = opcode;
            this.payload = payload;
        }
    }

    private static Received frame(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if ((first & 0x70) != 0 || (second & 0x80) == 0) {
            throw new ProtocolException("reserved bits, or a frame that is not masked");
        }
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        if (mask.length < 4 || payload.length < length) {
            throw new EOFException();
        }
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Received((first & 0x80) != 0, first & 0xF, payload);
    }

    void frame(int opcode, byte[] payload) throws IOException {
        var head = ByteBuffer.allocate(10).put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            head.put((byte) payload.length);
        } else if (payload.length < 1 << 16) {
            head.put((byte) 126).putShort((short) payload.length);
        } else {
            head.put((byte) 127).putLong(payload.length);
        }
        byte[] frame = new byte[head.position() + payload.length];
        head.flip().get(frame, 0, head.limit());
        System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
        raw(frame);
    }

    private void answerClose(byte[] payload) throws IOException {
        sending.lock();
        try {
            if (!closed) {
                closed = true;
                frame(CLOSE, payload);
            }
        } finally {
            sending.unlock();
        }
    }

    void closeFrame(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        closed = true;
        frame(
                CLOSE,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    void raw(byte[] bytes) throws IOException {
        sending.lock();
        try {
            out.write(bytes);
            out.flush();
        } finally {
            sending.unlock();
        }
    }

    void refuse(int status, Map<String, String> headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + status + " Refused\r\nContent-Length: " + bytes.length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head(head.append("\r\n").toString());
        raw(bytes);
    }

    void halfClose() throws IOException {
        out.flush();
        socket.shutdownOutput();
    }

    void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void head(String text) throws IOException {
        raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Until the client leaves, so that it is seen to leave. */
    private static void drain(DataInputStream in) throws IOException {
        byte[] rest = new byte[4096];
        int read = in.read(rest);
        while (read >= 0) {
            read = in.read(rest);
        }
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
