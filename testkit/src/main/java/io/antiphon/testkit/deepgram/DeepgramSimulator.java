package io.antiphon.testkit.deepgram;

import io.antiphon.testkit.HeardLetters;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deepgram on loopback: {@code /v1/listen}, {@code /v2/listen} and {@code /v1/projects}. It understands {@link
 * io.antiphon.testkit.SpokenLetters} and is as strict with parameters as the vendor's interface.
 */
public final class DeepgramSimulator implements AutoCloseable {
    private static final Set<String> V1 = Set.of(
            "model",
            "language",
            "language_hint",
            "encoding",
            "sample_rate",
            "channels",
            "interim_results",
            "endpointing",
            "utterance_end_ms",
            "vad_events",
            "smart_format",
            "punctuate",
            "numerals",
            "keyterm",
            "mip_opt_out",
            "tag",
            "profanity_filter",
            "multichannel");
    private static final Set<String> V2 = Set.of(
            "model",
            "encoding",
            "sample_rate",
            "eot_threshold",
            "eager_eot_threshold",
            "eot_timeout_ms",
            "keyterm",
            "language_hint",
            "profanity_filter",
            "numerals",
            "mip_opt_out",
            "tag");
    private static final List<String> FLUX = List.of("flux-general-en", "flux-general-multi");

    private final String key;
    private final Door door;

    private DeepgramSimulator(String key, @Nullable TlsIdentity identity) {
        this.key = key;
        this.door = identity == null ? Door.open(0, new Deepgram()) : Door.open(identity, new Deepgram());
    }

    /** Starts on a free port and admits whoever shows this key. */
    public static DeepgramSimulator start(String key) {
        return new DeepgramSimulator(key, null);
    }

    /** The same with TLS. */
    public static DeepgramSimulator start(String key, TlsIdentity identity) {
        return new DeepgramSimulator(key, identity);
    }

    /** What a client takes for {@code https://api.deepgram.com}. */
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

    private final class Deepgram implements Vendor {
        @Override
        public HttpScript<?> answer(ReceivedRequest request) {
            if (!request.route().equals("/v1/projects")) {
                return HttpScript.json(404, "{\"err_code\":\"NOT_FOUND\",\"err_msg\":\"no such route\"}");
            }
            return isAdmitted(request)
                    ? HttpScript.json(200, "{\"projects\":[{\"project_id\":\"p\",\"name\":\"simulated\"}]}")
                    : HttpScript.json(
                            401,
                            "{\"err_code\":\"INVALID_AUTH\",\"err_msg\":\"Invalid credentials.\",\"request_id\":\"r\"}");
        }

        @Override
        public Optional<Mishap> refusal(ReceivedRequest request) {
            boolean flux = request.route().equals("/v2/listen");
            if (!flux && !request.route().equals("/v1/listen")) {
                return refused(404, "no such route");
            }
            if (!isAdmitted(request)) {
                return refused(401, "Invalid credentials.");
            }
            for (String name : request.queryNames()) {
                if (!(flux ? V2 : V1).contains(name)) {
                    return refused(400, "unknown parameter " + name);
                }
            }
            String model = request.parameter("model");
            if (flux ? !FLUX.contains(model) : !model.startsWith("nova-")) {
                return refused(400, "no such model");
            }
            if (!Set.of("linear16", "mulaw").contains(request.parameter("encoding"))
                    || request.parameter("sample_rate").isEmpty()) {
                return refused(400, "encoding and sample_rate");
            }
            if (!flux
                    && !request.parameter("utterance_end_ms").isEmpty()
                    && !request.parameter("interim_results").equals("true")) {
                return refused(400, "utterance_end_ms needs interim_results");
            }
            return Optional.empty();
        }

        @Override
        public Session accept(Peer peer) {
            var ear = new HeardLetters(
                    peer.request().parameter("encoding").equals("mulaw"),
                    Integer.parseInt(peer.request().parameter("sample_rate")));
            return peer.request().route().equals("/v2/listen")
                    ? new FluxSession(peer, ear)
                    : new NovaSession(peer, ear);
        }

        private boolean isAdmitted(ReceivedRequest request) {
            String authorization = request.header("authorization");
            return authorization.equals("Token " + key) || authorization.equals("Bearer " + key);
        }

        private static Optional<Mishap> refused(int status, String error) {
            return Optional.of(Mishap.refused(
                    status,
                    Map.of("dg-request-id", "simulated", "dg-error", error),
                    "{\"err_code\":\"REFUSED\",\"err_msg\":\"" + error + "\",\"request_id\":\"simulated\"}"));
        }
    }
}
