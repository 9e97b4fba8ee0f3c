package io.antiphon.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that sends whatever it is told to. */
final class RawSocket implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    RawSocket(URI address) throws Exception {
        socket = client.newWebSocketBuilder().buildAsync(address, new Ear()).get(20, SECONDS);
    }

    void text(String text) throws Exception {
        socket.sendText(text, true).get(20, SECONDS);
    }

    void binary(int bytes) throws Exception {
        socket.sendBinary(ByteBuffer.allocate(bytes), true).get(20, SECONDS);
    }

    /** The next text message of this type, as it came. */
    String next(String type) throws InterruptedException {
        String text = Objects.requireNonNull(texts.poll(20, SECONDS), "no " + type + " within 20 s");
        while (!text.contains("\"type\":\"" + type + "\"")) {
            text = Objects.requireNonNull(texts.poll(20, SECONDS), "no " + type + " within 20 s");
        }
        return text;
    }

    /** The code it was closed with. */
    int closeCode() throws Exception {
        return closed.get(30, SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                texts.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.complete(1006);
        }
    }
}
