package io.antiphon.control.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param kind such as {@code user}, {@code api_key} or {@code system}
 * @param id null where it has none
 * @param name as people know it
 * @param requestId of the request that asks for it; null outside of one
 */
public record Actor(
        String kind,
        @Nullable String id,
        String name,
        @Nullable String requestId) {
    /** The server itself. */
    public static final Actor SYSTEM = new Actor("system", null, "antiphon", null);
}
