package io.antiphon.testkit.elevenlabs;

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
import java.util.Set;

/** {@code /v1/text-to-speech/{voice}/multi-stream-input} and {@code /v1/models} on loopback. */
public final class ElevenLabsSimulator implements AutoCloseable {
    private static final Set<String> PARAMETERS = Set.of(
            "model_id",
            "output_format",
            "language_code",
            "auto_mode",
            "inactivity_timeout",
            "sync_alignment",
            "enable_ssml_parsing",
            "enable_logging",
            "apply_text_normalization",
            "seed");

    private final String key;
    private final Door door = Door.open(0, new ElevenLabs());

    private ElevenLabsSimulator(String key) {
        this.key = key;
    }

    /** Starts on a free port and admits whoever shows this key. */
    public static ElevenLabsSimulator start(String key) {
        return new ElevenLabsSimulator(key);
    }

    /** What a client takes for {@code https://api.elevenlabs.io}. */
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

    private final class ElevenLabs implements Vendor {
        @Override
        public HttpScript<?> answer(ReceivedRequest request) {
            if (!request.route().equals("/v1/models")) {
                return HttpScript.json(404, "{\"detail\":{\"status\":\"not_found\"}}");
            }
            return request.header("xi-api-key").equals(key)
                    ? HttpScript.json(200, "[]")
                    : HttpScript.json(
                            401, "{\"detail\":{\"status\":\"invalid_api_key\",\"message\":\"Invalid API key\"}}");
        }

        @Override
        public Optional<Mishap> refusal(ReceivedRequest request) {
            if (!request.route().matches("/v1/text-to-speech/[^/]+/multi-stream-input")) {
                return Optional.of(Mishap.refused(404, Map.of(), "{}"));
            }
            if (!request.header("xi-api-key").equals(key)) {
                return Optional.of(Mishap.refused(401, Map.of(), "{\"detail\":{\"status\":\"invalid_api_key\"}}"));
            }
            boolean known = PARAMETERS.containsAll(request.queryNames())
                    && Set.of("ulaw_8000", "pcm_16000").contains(request.parameter("output_format"));
            return known ? Optional.empty() : Optional.of(Mishap.refused(422, Map.of(), "{\"detail\":[]}"));
        }

        @Override
        public Session accept(Peer peer) {
            return new ContextSession(peer);
        }
    }
}
