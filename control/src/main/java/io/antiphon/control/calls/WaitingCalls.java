package io.antiphon.control.calls;

import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.webhooks.Outbox;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls that were placed and wait for somebody to answer. */
public final class WaitingCalls {
    private static final String WAITING = "status in ('queued', 'ringing') and direction = 'outbound'";

    private final Tenancy tenancy;
    private final InstantSource clock;
    private final String node;
    private final Tidings tidings;

    /** @param node name of this server, the same after a restart and no other server's on this database */
    public WaitingCalls(Tenancy tenancy, Outbox outbox, InstantSource clock, String node) {
        this.tenancy = tenancy;
        this.clock = clock;
        this.node = node;
        this.tidings = new Tidings(outbox);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A call that is about to be placed.
     *
     * @param to E.164
     */
    public void add(UUID org, UUID id, UUID agent, String channel, String to, Map<String, String> variables) {
        var call = new OpenCall(
                id, org, agent, channel, NewCall.Direction.OUTBOUND, to, null, node, now(), Map.copyOf(variables));
        tenancy.run(
                org,
                sql -> sql.sql("""
                        insert into calls (
                            id, agent_id, channel, direction, caller_number, node, status, started_at, variables)
                        values (:id, :agent, :channel, 'outbound', :to, :node, 'queued', :now, cast(:variables as jsonb))
                        """)
                        .param("id", id)
                        .param("agent", agent, Types.OTHER)
                        .param("channel", channel)
                        .param("to", to)
                        .param("node", node)
                        .param("now", Timestamp.from(call.startedAt()))
                        .param("variables", call.variablesJson())
                        .update());
    }

    /** One that still waits, whosever it is. */
    public Optional<OpenCall> find(UUID id) {
        return tenancy.outside(sql -> sql.sql("select organisation_of_call(?)")
                        .param(id)
                        .query(UUID.class)
                        .optional())
                .flatMap(org -> find(org, id));
    }

    /** One that still waits, by its carrier's name for it. */
    public Optional<UUID> named(String channel, String providerCallId) {
        return tenancy.outside(sql -> sql.sql("select waiting_call(?, ?)")
                .params(channel, providerCallId)
                .query(UUID.class)
                .optional());
    }

    /** One of an organisation that still waits. */
    public Optional<OpenCall> find(UUID org, UUID id) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from calls where id = ? and " + WAITING)
                        .param(id)
                        .query(OpenCall::read)
                        .optional());
    }

    /** All of an organisation that this server placed before a moment, the oldest first. */
    public List<OpenCall> placedBefore(UUID org, Instant moment) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from calls where node = ? and started_at < ? and " + WAITING
                                + " order by started_at")
                        .params(node, Timestamp.from(moment))
                        .query(OpenCall::read)
                        .list());
    }

    /** The carrier's name for it is known now. */
    public void named(UUID org, UUID id, String providerCallId) {
        tenancy.run(
                org,
                sql -> sql.sql("update calls set provider_call_id = ? where id = ? and provider_call_id is null")
                        .params(providerCallId, id)
                        .update());
    }

    /** The telephone rings. */
    public void rings(UUID org, UUID id) {
        tenancy.run(
                org,
                sql -> sql.sql("update calls set status = 'ringing' where id = ? and status = 'queued'")
                        .param(id)
                        .update());
    }

    /**
     * Somebody answered: the call is in progress, and begins now.
     *
     * @return the call; empty where it waits no more, or is another one for its carrier
     */
    public Optional<OpenCall> answered(OpenCall call, @Nullable String providerCallId) {
        return tenancy.within(
                call.org(),
                sql -> sql.sql("""
                        update calls set
                            status = 'in-progress', started_at = :now, node = :node,
                            provider_call_id = coalesce(provider_call_id, :name)
                        where id = :id and coalesce(provider_call_id, :name) is not distinct from :name and %s
                        returning *
                        """.formatted(WAITING))
                        .param("now", Timestamp.from(now()))
                        .param("node", node)
                        .param("name", providerCallId, Types.VARCHAR)
                        .param("id", call.id())
                        .query(OpenCall::read)
                        .optional());
    }

    /** Nothing came of it; whether it still waited. */
    public boolean failed(UUID org, UUID id, String reason) {
        return tenancy.within(org, sql -> {
            int ended = sql.sql("update calls set status = 'failed', end_reason = ?, ended_at = ?, duration_seconds = 0"
                            + " where id = ? and " + WAITING)
                    .params(reason, Timestamp.from(now()), id)
                    .update();
            if (ended > 0) {
                sql.sql("call summarise_calls(array[cast(? as uuid)])")
                        .param(id)
                        .update();
                tidings.over(org, id);
            }
            return ended > 0;
        });
    }
}
