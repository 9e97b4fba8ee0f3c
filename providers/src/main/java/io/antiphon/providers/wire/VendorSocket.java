package io.antiphon.providers.wire;

import io.antiphon.ports.ProviderFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket to a vendor. Sending never waits: what the network does not take at once stands in a queue of limited
 * length. One thread at a time sends; what comes is handed over from the client's threads, whole message by message.
 */
public final class VendorSocket {
    /** Sound of half a minute at 16 kHz: a vendor that takes less than it is given is as good as gone. */
    private static final long LONGEST_QUEUE = 1 << 20;

    private static final int LONGEST_MESSAGE = 8 << 20;
    private static final Duration REASON = Duration.ofMillis(100);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final WebSocket socket;
    private final Intake intake;
    private final AtomicLong queued = new AtomicLong();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    private VendorSocket(WebSocket socket, Intake intake) {
        this.socket = socket;
        this.intake = intake;
    }

    /**
     * Connects; blocks until the vendor has answered.
     *
     * @param arrivals takes what comes, from the client's threads; must not block
     */
    public static VendorSocket open(
            HttpClient client,
            URI address,
            Map<String, String> headers,
            Duration connect,
            VendorFailures failures,
            Consumer<Arrival> arrivals)
            throws ProviderFailure, InterruptedException {
        var intake = new Intake(arrivals);
        var builder = client.newWebSocketBuilder().connectTimeout(connect);
        headers.forEach(builder::header);
        CompletableFuture<WebSocket> opening = builder.buildAsync(address, intake);
        try {
            return new VendorSocket(opening.get(), intake);
        } catch (ExecutionException failed) {
            throw refusal(failed.getCause() == null ? failed : failed.getCause(), failures);
        } catch (InterruptedException stopped) {
            var _ = opening.thenAccept(WebSocket::abort);
            throw stopped;
        }
    }

    private static ProviderFailure refusal(Throwable why, VendorFailures failures) {
        if (why instanceof WebSocketHandshakeException refused) {
            var response = refused.getResponse();
            return failures.status(response.statusCode(), response.headers());
        }
        return failures.broken(why);
    }

    /** Sends a text message. */
    public void send(String text) {
        queue(text.length(), open -> open.sendText(text, true));
    }

    /** Sends a binary message; an empty one is left out, as vendors take it for the end. */
    public void send(byte[] bytes) {
        if (bytes.length > 0) {
            queue(bytes.length, open -> open.sendBinary(ByteBuffer.wrap(bytes), true));
        }
    }

    private void queue(int size, Function<WebSocket, CompletableFuture<WebSocket>> send) {
        if (queued.addAndGet(size) > LONGEST_QUEUE) {
            intake.end(new Arrival.Broken(new IOException("the vendor takes nothing more")));
            socket.abort();
            return;
        }
        sending = sending.thenCompose(done -> send.apply(socket)).whenComplete((done, failed) -> {
            queued.addAndGet(-size);
            if (failed != null) {
                notSent(failed.getCause() == null ? failed : failed.getCause());
            }
        });
    }

    /** What comes may tell better than a failed send why the connection ended; it has a moment to do so. */
    private void notSent(Throwable why) {
        CompletableFuture.delayedExecutor(REASON.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> intake.end(new Arrival.Broken(why)));
    }

    /** Asks the vendor for a sign of life, which {@link #hasHeardSince} tells of. */
    public void ping() {
        queue(0, open -> open.sendPing(ByteBuffer.allocate(0)));
    }

    /** Whether anything at all came since a moment of {@link System#nanoTime}. */
    public boolean hasHeardSince(long moment) {
        return intake.latest.get() - moment > 0;
    }

    /** Whether anything may still come. */
    public boolean isOpen() {
        return !intake.isOver();
    }

    /**
     * Says a last word, which may be empty, and closes; does not wait. The connection is cut if the vendor has not closed
     * its side in two seconds. Nothing more is handed over.
     */
    public void close(String lastWord) {
        intake.endSilently();
        if (!lastWord.isEmpty()) {
            sending = sending.thenCompose(done -> socket.sendText(lastWord, true));
        }
        var _ = sending.thenCompose(done -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                .whenComplete((done, failed) -> {
                    if (failed != null) {
                        socket.abort();
                    }
                });
        CompletableFuture.delayedExecutor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!socket.isInputClosed()) {
                        socket.abort();
                    }
                });
    }

    /** Cuts the connection. */
    public void abort() {
        intake.endSilently();
        socket.abort();
    }

    /** Puts messages together. The client calls it one thing after the other. */
    private static final class Intake implements WebSocket.Listener {
        private final Consumer<Arrival> arrivals;
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong latest = new AtomicLong(System.nanoTime());

        Intake(Consumer<Arrival> arrivals) {
            this.arrivals = arrivals;
        }

        boolean isOver() {
            return over.get();
        }

        void end(Arrival last) {
            if (over.compareAndSet(false, true)) {
                arrivals.accept(last);
            }
        }

        void endSilently() {
            over.set(true);
        }

        private void give(Arrival arrival) {
            if (!over.get()) {
                arrivals.accept(arrival);
            }
        }

        private void limit(WebSocket socket, int length) {
            if (length > LONGEST_MESSAGE) {
                end(new Arrival.Broken(new ProtocolException("a message without end")));
                socket.abort();
            }
        }

        @Override
        public void onOpen(WebSocket socket) {
            // All of it at once: a vendor sends no more than a call can use.
            socket.request(Long.MAX_VALUE);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            latest.set(System.nanoTime());
            text.append(data);
            limit(socket, text.length());
            if (last) {
                give(new Arrival.Text(text.toString()));
                text.setLength(0);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] piece = new byte[data.remaining()];
            data.get(piece);
            bytes.writeBytes(piece);
            limit(socket, bytes.size());
            if (last) {
                give(new Arrival.Binary(bytes.toByteArray()));
                bytes.reset();
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            latest.set(System.nanoTime());
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end(new Arrival.Closed(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            end(new Arrival.Broken(failure));
        }
    }
}
