package io.antiphon.control.webhooks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery whose time has come.
 *
 * @param url where it goes; may hold secrets
 * @param body the whole message, as it is signed; may hold what was said
 * @param secrets that sign it; empty where nothing opens the webhook's own
 * @param attempts made before
 */
record DueDelivery(
        UUID org,
        UUID id,
        UUID webhook,
        String eventId,
        URI url,
        String body,
        List<SigningSecret> secrets,
        int attempts) {
    /** As Standard Webhooks wants them. */
    Map<String, String> headers(Instant now) {
        long seconds = now.getEpochSecond();
        List<String> signatures = new ArrayList<>();
        secrets.forEach(secret -> signatures.add(secret.sign(eventId, seconds, body)));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", eventId);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", String.join(" ", signatures));
        return headers;
    }

    /** The secrets to sign with, the one in force first; none where that one does not open. */
    static List<SigningSecret> secrets(Optional<SigningSecret> own, Optional<SigningSecret> former) {
        return own.map(secret -> former.map(old -> List.of(secret, old)).orElse(List.of(secret)))
                .orElse(List.of());
    }

    /**
     * What became of an attempt.
     *
     * @param latency until the answer was here; null where there was none
     * @param status of the answer; null where there was none
     * @param error null where it was delivered
     */
    record Outcome(
            Instant at,
            @Nullable Duration latency,
            @Nullable Integer status,
            @Nullable String response,
            @Nullable String error) {}

    @Override
    public String toString() {
        return "delivery " + id;
    }
}
