package io.antiphon.control.calls;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call in progress, or one that was placed and waits for an answer: all that its row begins with.
 *
 * @param callerNumber of the person: who called, or who is called
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

    /** The row of a call. */
    static OpenCall read(ResultSet row, int number) throws SQLException {
        return new OpenCall(
                row.getObject("id", UUID.class),
                row.getObject("org_id", UUID.class),
                row.getObject("agent_id", UUID.class),
                row.getString("channel"),
                NewCall.Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                row.getString("caller_number"),
                row.getString("provider_call_id"),
                row.getString("node"),
                row.getObject("started_at", Timestamp.class).toInstant(),
                JSON.readValue(row.getString("variables"), new TypeReference<Map<String, String>>() {}));
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
