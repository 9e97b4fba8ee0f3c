package io.antiphon.control.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A key of a program, without its secret.
 *
 * @param prefix how the secret begins, to tell keys apart
 * @param scopes what it may do, such as {@code calls:read}
 * @param expiresAt null for never
 * @param revokedAt null while it is good
 * @param lastUsedAt to the minute; null before the first time
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ApiKey(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        int requestsPerMinute,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant rotatedAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {}
