package io.antiphon.control.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, or tried in vain.
 *
 * @param action such as {@code agent.created}
 * @param kind of what it was done to, such as {@code agent}
 * @param id of what it was done to
 * @param details never secrets, and never words of callers
 */
public record Change(String action, String kind, @Nullable String id, Map<String, Object> details) {
    public Change {
        details = Map.copyOf(details);
    }

    /** A change whose action says it all. */
    public static Change of(String action, String kind, Object id) {
        return new Change(action, kind, id.toString(), Map.of());
    }
}
