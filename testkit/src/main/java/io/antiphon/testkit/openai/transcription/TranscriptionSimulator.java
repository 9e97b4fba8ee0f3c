package io.antiphon.testkit.openai.transcription;

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

/**
 * {@code /v1/realtime?intent=transcription} and {@code /v1/models} on loopback. It understands {@link
 * io.antiphon.testkit.SpokenLetters} and speaks the interface that is generally available, not the one before it.
 */
public final class TranscriptionSimulator implements AutoCloseable {
    private final String key;
    private final Door door;

    private TranscriptionSimulator(String key, @Nullable TlsIdentity identity) {
        this.key = key;
        this.door = identity == null ? Door.open(0, new OpenAi()) : Door.open(identity, new OpenAi());
    }

    /** Starts on a free port and admits whoever shows this key. */
    public static TranscriptionSimulator start(String key) {
        return new TranscriptionSimulator(key, null);
    }

    /** The same with TLS. */
    public static TranscriptionSimulator start(String key, TlsIdentity identity) {
        return new TranscriptionSimulator(key, identity);
    }

    /** What a client takes for {@code https://api.openai.com/v1}. */
    public URI baseUrl() {
        return URI.create(door.address() + "/v1");
    }

    /** Where requests, messages and mishaps are. */
    public Door door() {
        return door;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private final class OpenAi implements Vendor {
        @Override
        public HttpScript<?> answer(ReceivedRequest request) {
            if (!request.route().equals("/v1/models")) {
                return HttpScript.json(404, error("unknown_url"));
            }
            return isAdmitted(request)
                    ? HttpScript.json(200, "{\"object\":\"list\",\"data\":[]}")
                    : HttpScript.json(401, error("invalid_api_key"));
        }

        @Override
        public Optional<Mishap> refusal(ReceivedRequest request) {
            if (!request.route().equals("/v1/realtime")) {
                return refused(404, "unknown_url");
            }
            if (!isAdmitted(request)) {
                return refused(401, "invalid_api_key");
            }
            if (!request.header("openai-beta").isEmpty()) {
                return refused(400, "beta_api_shape_disabled");
            }
            // With a model in the address it would be a conversation, which takes no session of transcription.
            return request.path().equals("/v1/realtime?intent=transcription")
                    ? Optional.empty()
                    : refused(400, "invalid_request");
        }

        private boolean isAdmitted(ReceivedRequest request) {
            return request.header("authorization").equals("Bearer " + key);
        }

        private static Optional<Mishap> refused(int status, String code) {
            return Optional.of(Mishap.refused(status, Map.of(), error(code)));
        }

        private static String error(String code) {
            return "{\"error\":{\"message\":\"leaked words\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\""
                    + code + "\"}}";
        }

        @Override
        public Session accept(Peer peer) {
            return new TranscriptionSession(peer);
        }
    }
}
