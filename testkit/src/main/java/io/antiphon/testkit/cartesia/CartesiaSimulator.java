package io.antiphon.testkit.cartesia;

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
import org.jspecify.annotations.Nullable;

/** {@code /tts/websocket} and {@code /voices} on loopback. */
public final class CartesiaSimulator implements AutoCloseable {
    private final String key;
    private final Door door;

    private CartesiaSimulator(String key, @Nullable TlsIdentity identity) {
        this.key = key;
        this.door = identity == null ? Door.open(0, new Cartesia()) : Door.open(identity, new Cartesia());
    }

    /** Starts on a free port and admits whoever shows this key. */
    public static CartesiaSimulator start(String key) {
        return new CartesiaSimulator(key, null);
    }

    /** The same with TLS. */
    public static CartesiaSimulator start(String key, TlsIdentity identity) {
        return new CartesiaSimulator(key, identity);
    }

    /** What a client takes for {@code https://api.cartesia.ai}. */
    public URI baseUrl() {
        return URI.create(door.address());
    }

    /** Where requests, messages and mishaps are. */
    public Door door() {
        return door;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private final class Cartesia implements Vendor {
        @Override
        public HttpScript<?> answer(ReceivedRequest request) {
            if (!request.route().equals("/voices")) {
                return HttpScript.json(404, "{\"error_code\":\"not_found\"}");
            }
            return isAdmitted(request)
                    ? HttpScript.json(200, "{\"data\":[],\"has_more\":false}")
                    : HttpScript.json(401, "{\"error_code\":\"unauthorized\",\"title\":\"Unauthorized\"}");
        }

        @Override
        public Optional<Mishap> refusal(ReceivedRequest request) {
            if (!request.route().equals("/tts/websocket")) {
                return Optional.of(Mishap.refused(404, Map.of(), "{}"));
            }
            if (!isAdmitted(request)) {
                return Optional.of(Mishap.refused(401, Map.of(), "{\"error_code\":\"unauthorized\"}"));
            }
            String version = request.header("cartesia-version") + request.parameter("cartesia_version");
            return version.isEmpty() ? Optional.of(Mishap.refused(400, Map.of(), "{}")) : Optional.empty();
        }

        private boolean isAdmitted(ReceivedRequest request) {
            return request.header("x-api-key").equals(key)
                    || request.header("authorization").equals("Bearer " + key);
        }

        @Override
        public Session accept(Peer peer) {
            return new SonicSession(peer);
        }
    }
}
