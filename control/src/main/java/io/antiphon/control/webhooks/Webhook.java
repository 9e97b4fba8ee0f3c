package io.antiphon.control.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of what happens.
 *
 * @param last null before the first delivery
 */
record Webhook(
        UUID id,
        WebhookSettings settings,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Last last) {
    /** What became of the newest delivery. */
    record Last(String status, Instant at) {}
}
