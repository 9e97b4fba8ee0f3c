package io.antiphon.control.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An event on its way to one webhook, as the API shows it.
 *
 * @param status pending, delivered, failed (it will be tried again) or dead
 * @param statusCode of the last answer
 * @param latencyMs of the last answer
 * @param response the first 1024 bytes of the last answer
 * @param error why there was no answer, or none that will do
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Delivery(
        UUID id,
        String eventId,
        String event,
        String status,
        int attempts,
        @Nullable Integer statusCode,
        @Nullable Integer latencyMs,
        @Nullable String response,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant nextAttemptAt) {
    static Delivery read(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getString("event_id"),
                row.getString("event"),
                row.getString("status"),
                row.getInt("attempts"),
                row.getObject("status_code", Integer.class),
                row.getObject("latency_ms", Integer.class),
                row.getString("response"),
                row.getString("error"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("last_attempt_at")),
                instant(row.getTimestamp("next_attempt_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
