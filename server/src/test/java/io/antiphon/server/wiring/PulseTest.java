package io.antiphon.server.wiring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.lines.Door;
import io.antiphon.lines.Socket;
import io.antiphon.lines.SocketListener;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final int PING = 0x89;
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    @Test
    void givesUpAPeerThatShowsNoSignOfLife() throws Exception {
        var rate = new Pulse.Rate(Duration.ofMillis(20), Duration.ofSeconds(3));
        try (var doorway = Doorway.open(new Hall(ended), rate);
                var peer = new Peer(doorway.address(""))) {
            assertThat(peer.nextFrame()).isEqualTo(PING);
            assertThat(ended.get(30, SECONDS)).isEqualTo("failed: no sign of life came");
        }
    }

    @Test
    void leavesAPeerAloneThatAnswersPings() throws Exception {
        var rate = new Pulse.Rate(Duration.ofMillis(20), Duration.ofSeconds(60));
        try (var doorway = Doorway.open(new Hall(ended), rate);
                var peer = new Peer(doorway.address(""))) {
            for (int i = 0; i < 20; i++) {
                assertThat(peer.nextFrame()).isEqualTo(PING);
                peer.pong();
            }
            assertThat(ended).isNotDone();
        }
        assertThat(ended.get(30, SECONDS)).isIn("closed 1001", "closed 1006", "failed: EOFException");
    }

    @Test
    void takesAnAnswerForASignOfLife() throws Exception {
        // Longer than a machine that does other things lets an answer wait.
        var rate = new Pulse.Rate(Duration.ofMillis(50), Duration.ofSeconds(8));
        long began = System.nanoTime();
        try (var doorway = Doorway.open(new Hall(ended), rate);
                var peer = new Peer(doorway.address(""))) {
            while (System.nanoTime() - began < Duration.ofSeconds(9).toNanos()) {
                assertThat(peer.nextFrame()).isEqualTo(PING);
                peer.pong();
            }
            assertThat(ended).isNotDone();
        }
    }

    @Test
    void stillWatchesASocketWhosePingsTheContainerRefuses() throws Exception {
        var pings = new AtomicInteger();
        var closed = new CompletableFuture<CloseReason>();
        var pulse = Pulse.of(refusing(pings, closed), new Pulse.Rate(Duration.ofMillis(20), Duration.ofMillis(300)));
        assertThat(closed.get(30, SECONDS).getReasonPhrase()).isEqualTo("no sign of life");
        assertThat(pulse.isLost()).isTrue();
        assertThat(pings).as("pings that were tried").hasValueGreaterThan(1);
    }

    /** An open socket of a container that sends no ping. */
    private static Session refusing(AtomicInteger pings, CompletableFuture<CloseReason> closed) {
        RemoteEndpoint.Async remote = acting(RemoteEndpoint.Async.class, (method, arguments) -> {
            pings.incrementAndGet();
            throw new IllegalStateException("another message is on its way");
        });
        return acting(Session.class, (method, arguments) -> switch (method) {
            case "isOpen" -> true;
            case "getAsyncRemote" -> remote;
            case "close" -> {
                closed.complete((CloseReason) arguments[0]);
                yield null;
            }
            default -> null;
        });
    }

    private static <T> T acting(Class<T> type, BiFunction<String, Object[], @Nullable Object> act) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> act.apply(method.getName(), arguments)));
    }

    /** A socket that speaks WebSocket's frames by hand, so that it can also keep silent. */
    private static final class Peer implements AutoCloseable {
        private final java.net.Socket socket;
        private final DataInputStream in;

        Peer(URI address) throws IOException {
            socket = new java.net.Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(30_000);
            in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write("""
                    GET %s HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    Sec-WebSocket-Version: 13\r
                    \r
                    """.formatted(address.getPath()).getBytes(US_ASCII));
            assertThat(head(in)).startsWith("HTTP/1.1 101");
        }

        private static String head(InputStream in) throws IOException {
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.read());
            }
            return head.toString();
        }

        /** The first byte of the next frame; what is in it is short here, and passed over. */
        int nextFrame() throws IOException {
            int first = in.readUnsignedByte();
            in.skipNBytes(in.readUnsignedByte());
            return first;
        }

        void pong() throws IOException {
            socket.getOutputStream().write(new byte[] {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0});
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Tells how each socket ended. */
    private record Hall(CompletableFuture<String> ended) implements Door {
        @Override
        public int outboxBytes() {
            return 1_000;
        }

        @Override
        public int messageBytes() {
            return 1_000;
        }

        @Override
        public SocketListener connect(Socket socket, Map<String, String> query) {
            return new SocketListener() {
                @Override
                public void text(String message) {}

                @Override
                public void binary(byte[] message) {}

                @Override
                public void closed(int code) {
                    ended.complete("closed " + code);
                }

                @Override
                public void failed(String why) {
                    ended.complete("failed: " + why);
                }
            };
        }
    }
}
