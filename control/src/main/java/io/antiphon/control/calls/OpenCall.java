package io.antiphon.control.calls;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call in progress: all that its row begins with.
 *
 * @param variables what was sent along with it; null in a journal that an older version spooled
 */
public record OpenCall(
        UUID id,
        UUID org,
        @Nullable UUID agent,
        String channel,
        NewCall.Direction direction,
        @Nullable String callerNumber,
        @Nullable String providerCallId,
        String node,
        Instant startedAt,
        @Nullable Map<String, String> variables) {
    private static final JsonMapper JSON = new JsonMapper();

    /** One with which nothing was sent along. */
    public OpenCall(
            UUID id,
            UUID org,
            @Nullable UUID agent,
            String channel,
            NewCall.Direction direction,
            @Nullable String callerNumber,
            @Nullable String providerCallId,
            String node,
            Instant startedAt) {
        this(id, org, agent, channel, direction, callerNumber, providerCallId, node, startedAt, Map.of());
    }

    /** The variables as the row has them, a JSON object. */
    String variablesJson() {
        return JSON.writeValueAsString(variables == null ? Map.of() : variables);
    }

    /** Leaves out who called. */
    @Override
    public String toString() {
        return "OpenCall[" + id + "]";
    }
}
