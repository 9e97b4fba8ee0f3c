package io.antiphon.control.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A person of an organisation.
 *
 * @param role owner, developer, operator or viewer
 * @param hasPassword whether they can sign in without a link
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record User(
        UUID id,
        String email,
        String name,
        String role,
        boolean hasPassword,
        boolean isActive,
        Instant createdAt,
        @Nullable Instant lastSignedInAt) {}
