package io.antiphon.control.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that happened, to be told.
 *
 * @param id the same whenever the same is told
 * @param call in which it happened; null where it was in none
 */
public record HookEvent(
        String id, EventType type, Instant at, @Nullable UUID call, ObjectNode data) {
    public HookEvent {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** The only one of a call that has this mark. */
    public static HookEvent of(UUID call, String mark, EventType type, Instant at, ObjectNode data) {
        UUID name = UUID.nameUUIDFromBytes((call + " " + mark).getBytes(StandardCharsets.UTF_8));
        return new HookEvent(id(name), type, at, call, data);
    }

    /** One that is told once, outside of calls. */
    public static HookEvent of(EventType type, Instant at, ObjectNode data) {
        return new HookEvent(id(UUID.randomUUID()), type, at, null, data);
    }

    private static String id(UUID name) {
        return "evt_" + name.toString().replace("-", "");
    }

    /** Leaves out what was said. */
    @Override
    public String toString() {
        return type + " " + id;
    }
}
