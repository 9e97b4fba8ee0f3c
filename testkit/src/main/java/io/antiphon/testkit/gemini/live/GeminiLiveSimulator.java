package io.antiphon.testkit.gemini.live;

import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.Mishap;
import io.antiphon.testkit.wire.Peer;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.Session;
import io.antiphon.testkit.wire.Vendor;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * {@code BidiGenerateContent} on loopback, with the caller's activity told by the client. Its messages come as bytes, as
 * the vendor's do.
 */
public final class GeminiLiveSimulator implements AutoCloseable {
    private static final String PATH = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";

    private final Queue<LiveReply> next = new ConcurrentLinkedQueue<>();
    private final String key;
    private final Door door;

    private GeminiLiveSimulator(String key) {
        this.key = key;
        this.door = Door.open(0, new Live());
    }

    /** Starts on a free port and admits whoever shows this key. */
    public static GeminiLiveSimulator start(String key) {
        return new GeminiLiveSimulator(key);
    }

    /** What a client takes for {@code https://generativelanguage.googleapis.com}. */
    public URI baseUrl() {
        return URI.create(door.address());
    }

    /** Where requests, messages and mishaps are. */
    public Door door() {
        return door;
    }

    /** What the model does next. */
    public GeminiLiveSimulator next(LiveReply reply) {
        next.add(reply);
        return this;
    }

    private LiveReply reply() {
        LiveReply reply = next.poll();
        return reply == null ? new LiveReply.Words("Hello there, how can I help?") : reply;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private final class Live implements Vendor {
        @Override
        public HttpScript<?> answer(ReceivedRequest request) {
            return request.route().equals("/v1beta/models") && isAdmitted(request)
                    ? HttpScript.json(200, "{\"models\":[]}")
                    : HttpScript.json(400, "{\"error\":{\"status\":\"INVALID_ARGUMENT\"}}");
        }

        @Override
        public Optional<Mishap> refusal(ReceivedRequest request) {
            // The client of the vendor's own asks with two slashes.
            if (!request.route().replace("//", "/").equals(PATH)) {
                return Optional.of(Mishap.refused(404, Map.of(), "{}"));
            }
            return isAdmitted(request) ? Optional.empty() : Optional.of(Mishap.refused(401, Map.of(), "{}"));
        }

        private boolean isAdmitted(ReceivedRequest request) {
            return request.header("x-goog-api-key").equals(key)
                    || request.parameter("key").equals(key);
        }

        @Override
        public Session accept(Peer peer) {
            return new LiveSession(peer, GeminiLiveSimulator.this::reply);
        }
    }
}
