package io.antiphon.control.calls;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.antiphon.control.api.Slice;
import io.antiphon.control.storage.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Calls in the shape of the older surface, read from the same rows. */
public final class CompatibleCalls {
    private static final String SHOWN =
            "select c.*, a.display_name as agent_name from calls c left join agents a on a.id = c.agent_id ";

    private final Tenancy tenancy;

    public CompatibleCalls(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** @param agents null where the agent was deleted */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record View(
            UUID id,
            @Nullable UUID agentId,
            String direction,
            @Nullable String callerNumber,
            @Nullable String twilioCallSid,
            String status,
            @Nullable String endReason,
            @Nullable Integer durationSeconds,
            @Nullable String summary,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable @JsonRawValue String metadata,
            @Nullable AgentName agents) {}

    /** Who answered. */
    record AgentName(String name) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Line(UUID id, UUID callId, String role, String content, Instant timestamp) {}

    /** A part of them, newest first. */
    Slice.Found<View> list(UUID org, Slice slice) {
        return tenancy.within(
                org,
                sql -> new Slice.Found<>(
                        sql.sql(SHOWN + "order by c.started_at desc, c.id desc limit ? offset ?")
                                .params(slice.limit(), slice.offset())
                                .query(CompatibleCalls::view)
                                .list(),
                        sql.sql("select count(*) from calls").query(Long.class).single()));
    }

    Optional<View> find(UUID org, UUID id) {
        return tenancy.within(
                org,
                sql -> sql.sql(SHOWN + "where c.id = ?")
                        .param(id)
                        .query(CompatibleCalls::view)
                        .optional());
    }

    /** What was said, in order; empty where there is no such call. */
    Optional<List<Line>> transcript(UUID org, UUID id) {
        return tenancy.within(
                org,
                sql -> find(org, id)
                        .map(call -> sql.sql("select id, call_id, role, content, timestamp from transcript_entries"
                                        + " where call_id = ? order by timestamp, seq")
                                .param(id)
                                .query((row, number) -> new Line(
                                        row.getObject("id", UUID.class),
                                        row.getObject("call_id", UUID.class),
                                        spoken(row.getString("role")),
                                        row.getString("content"),
                                        row.getTimestamp("timestamp").toInstant()))
                                .list()));
    }

    /** The older surface knows two sides; what the agent said for an operator was heard from the agent. */
    private static String spoken(String role) {
        return role.equals("operator") ? "assistant" : role;
    }

    private static View view(ResultSet row, int number) throws SQLException {
        String agent = row.getString("agent_name");
        String metadata = row.getString("metadata");
        Timestamp ended = row.getTimestamp("ended_at");
        return new View(
                row.getObject("id", UUID.class),
                row.getObject("agent_id", UUID.class),
                row.getString("channel").equals("browser") ? "browser" : row.getString("direction"),
                row.getString("caller_number"),
                row.getString("twilio_call_sid"),
                row.getString("status"),
                row.getString("end_reason"),
                row.getObject("duration_seconds", Integer.class),
                row.getString("summary"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                metadata.equals("{}") ? null : metadata,
                agent == null ? null : new AgentName(agent));
    }
}
