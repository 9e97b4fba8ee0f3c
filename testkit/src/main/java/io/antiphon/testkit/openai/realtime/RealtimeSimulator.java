package io.antiphon.testkit.openai.realtime;

import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.Mishap;
import io.antiphon.testkit.wire.Peer;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.Session;
import io.antiphon.testkit.wire.TlsIdentity;
import io.antiphon.testkit.wire.Vendor;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/realtime} on loopback. Understands what callers spell, speaks what it is given, and keeps a conversation that
 * may be cut, as the vendor does; refuses the shapes of the interface's beta.
 */
public final class RealtimeSimulator implements AutoCloseable {
    private final Queue<Reply> next = new ConcurrentLinkedQueue<>();
    private final Queue<String> understood = new ConcurrentLinkedQueue<>();
    private final Supplier<Reply> otherwise;
    private final String key;
    private final Watcher watcher;
    private final Door door;

    /** Watches what goes over one connection, from its threads. */
    public interface Watcher {
        /** Sound of the caller came. */
        default void heard(Peer peer, byte[] sound) {}

        /** What came since the last time is one piece of the caller's speech. */
        default void committed(Peer peer) {}

        /** Sound of an answer is about to leave. */
        default void speaks(Peer peer, String item, byte[] sound) {}

        /** An item was cut at so many milliseconds; deleted at 0. */
        default void cut(Peer peer, String item, int millis) {}
    }

    private RealtimeSimulator(String key, @Nullable TlsIdentity identity, Supplier<Reply> otherwise, Watcher watcher) {
        this.key = key;
        this.otherwise = otherwise;
        this.watcher = watcher;
        this.door = identity == null ? Door.open(0, new Realtime()) : Door.open(identity, new Realtime());
    }

    /** Starts on a free port and admits whoever shows this key. */
    public static RealtimeSimulator start(String key) {
        return start(key, () -> new Reply.Words("Hello there, how can I help?"), new Watcher() {});
    }

    /** The same, with answers of one's own and somebody who watches. */
    public static RealtimeSimulator start(String key, Supplier<Reply> otherwise, Watcher watcher) {
        return new RealtimeSimulator(key, null, otherwise, watcher);
    }

    /** The same as {@link #start(String)} with TLS, on which the vendor's own client insists. */
    public static RealtimeSimulator start(String key, TlsIdentity identity) {
        return new RealtimeSimulator(
                key, identity, () -> new Reply.Words("Hello there, how can I help?"), new Watcher() {});
    }

    /** What a client takes for {@code https://api.openai.com/v1}. */
    public URI baseUrl() {
        return URI.create(door.address() + "/v1");
    }

    /** Where requests, messages and mishaps are. */
    public Door door() {
        return door;
    }

    /** What the model does next. */
    public RealtimeSimulator next(Reply reply) {
        next.add(reply);
        return this;
    }

    /** What it understands of the next piece of speech, however it was spoken. */
    public RealtimeSimulator understands(String words) {
        understood.add(words);
        return this;
    }

    /** What somebody said in whose sound this is spelt. */
    private String words(String spelt) {
        String told = understood.poll();
        return told == null ? spelt : told;
    }

    private Reply reply() {
        Reply reply = next.poll();
        return reply == null ? otherwise.get() : reply;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private final class Realtime implements Vendor {
        @Override
        public HttpScript<?> answer(ReceivedRequest request) {
            return request.route().equals("/v1/models") && isAdmitted(request)
                    ? HttpScript.json(200, "{\"object\":\"list\",\"data\":[]}")
                    : HttpScript.json(401, error("invalid_api_key"));
        }

        @Override
        public Optional<Mishap> refusal(ReceivedRequest request) {
            if (!request.route().equals("/v1/realtime")) {
                return Optional.of(Mishap.refused(404, Map.of(), error("unknown_url")));
            }
            if (!isAdmitted(request)) {
                return Optional.of(Mishap.refused(401, Map.of(), error("invalid_api_key")));
            }
            boolean named = !request.parameter("model").isEmpty();
            boolean beta = !request.header("openai-beta").isEmpty();
            return named && !beta ? Optional.empty() : Optional.of(Mishap.refused(400, Map.of(), error("invalid_url")));
        }

        private boolean isAdmitted(ReceivedRequest request) {
            return request.header("authorization").equals("Bearer " + key);
        }

        private static String error(String code) {
            return "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"" + code + "\",\"message\":\"no\"}}";
        }

        @Override
        public Session accept(Peer peer) {
            return new RealtimeSession(peer, RealtimeSimulator.this::reply, RealtimeSimulator.this::words, watcher);
        }
    }
}
