package io.antiphon.testkit.wire;

import java.util.Map;
import java.util.Optional;

/** How a simulated vendor behaves behind its {@link Door}. Serves many connections at once. */
public interface Vendor {
    /** The answer to an ordinary HTTP request. */
    default HttpScript<?> answer(ReceivedRequest request) {
        return HttpScript.json(404, "{\"error\":{\"message\":\"no such route\"}}");
    }

    /** How a client is refused that asks for a WebSocket with a wrong key, route or parameter; empty for a good one. */
    default Optional<Mishap> refusal(ReceivedRequest request) {
        return Optional.of(Mishap.refused(404, Map.of(), "{\"error\":\"no such route\"}"));
    }

    /** Serves one WebSocket connection. */
    default Session accept(Peer peer) {
        throw new IllegalStateException("this vendor has no WebSocket");
    }
}
