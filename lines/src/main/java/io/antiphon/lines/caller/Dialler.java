package io.antiphon.lines.caller;

import io.antiphon.lines.Outbox;
import io.antiphon.lines.Pacer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Connects callers to a server. Holds the clock and the client that all of its callers share. */
public final class Dialler implements AutoCloseable {
    private static final int OUTBOX_BYTES = 1 << 20;

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Pacer pacer = Pacer.running();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final boolean keep;

    /** @param keep whether the callers record both sides: 64 kB a second for a browser, half of it for Twilio */
    public Dialler(boolean keep) {
        this.keep = keep;
    }

    /**
     * Calls as a browser, for example {@code ws://localhost:8000/ws/voice-browser?playback=reported}. The caller
     * reports what it has played if the address says so.
     *
     * @param headers of the request, such as {@code Authorization}
     * @return the connected caller, or the failure to connect
     */
    public CompletableFuture<BrowserCaller> browser(URI address, Map<String, String> headers) {
        var query = address.getQuery();
        boolean reports = query != null && ("&" + query + "&").contains("&playback=reported&");
        return dial(new BrowserCaller(reports, System::nanoTime, keep), address, headers);
    }

    /** Calls as Twilio does; as {@link #browser}. */
    public CompletableFuture<TwilioCaller> twilio(URI address, Map<String, String> headers, TwilioStart start) {
        return dial(new TwilioCaller(start, System::nanoTime, keep), address, headers);
    }

    /** How well this side keeps time. */
    public Pacer.Figures figures() {
        return pacer.figures();
    }

    /** Ends every call; goodbyes that are on their way are still sent. */
    @Override
    public void close() {
        pacer.close();
        client.shutdown();
        try {
            if (!client.awaitTermination(LAST_WORDS)) {
                client.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            client.shutdownNow();
        }
    }

    private <C extends Caller> CompletableFuture<C> dial(C caller, URI address, Map<String, String> headers) {
        var builder = client.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        headers.forEach(builder::header);
        return builder.buildAsync(address, new Ear(caller, pacer)).thenApply(socket -> caller);
    }

    /** Puts the pieces of messages together. The client calls it one thing after the other. */
    private static final class Ear implements WebSocket.Listener {
        private final Caller caller;
        private final Pacer pacer;
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Ear(Caller caller, Pacer pacer) {
            this.caller = caller;
            this.pacer = pacer;
        }

        @Override
        public void onOpen(WebSocket socket) {
            caller.connected(new Outbox(new ClientWire(socket, caller), OUTBOX_BYTES), pacer);
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var message = text.toString();
                text.setLength(0);
                caller.text(message);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            var piece = new byte[data.remaining()];
            data.get(piece);
            bytes.writeBytes(piece);
            if (last) {
                var message = bytes.toByteArray();
                bytes.reset();
                caller.binary(message);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            caller.closed(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            caller.failed("the connection broke: " + failure.getClass().getSimpleName());
        }
    }
}
