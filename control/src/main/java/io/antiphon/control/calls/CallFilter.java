package io.antiphon.control.calls;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are wanted, newest first.
 *
 * @param limit at most so many
 * @param providerCallId the carrier's name of the one call wanted; null for all
 * @param before only those that began before this place; null for the newest
 */
record CallFilter(
        int limit,
        @Nullable CallCursor before,
        @Nullable UUID agent,
        @Nullable CallStatus status,
        @Nullable String providerCallId) {}
