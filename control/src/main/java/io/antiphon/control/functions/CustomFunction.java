package io.antiphon.control.functions;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that every agent of an organisation can do that names it in {@code tools_enabled}.
 *
 * @param revision counts every change
 */
public record CustomFunction(UUID id, FunctionSettings settings, int revision, Instant createdAt, Instant updatedAt) {
    public String name() {
        return settings.name();
    }

    /** Names this state of it. */
    String tag() {
        return "\"" + revision + "\"";
    }
}
