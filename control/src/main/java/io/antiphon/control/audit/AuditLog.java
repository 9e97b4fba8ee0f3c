package io.antiphon.control.audit;

import io.antiphon.control.storage.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * An organisation's log of changes. Within work of {@link Tenancy} an entry stands if and only if the change does.
 *
 * <p>The application's role may add entries and read them. Who owns the database can still alter them, and then the
 * chain of hashes no longer holds; that the newest entries were cut off shows only to whoever kept an earlier head.
 */
public final class AuditLog {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_A_TIME = 1_000;
    private static final String APPEND = """
            insert into audit_log (
                seq, at, actor_kind, actor_id, actor_name, action, target_kind, target_id, details, request_id, hash)
            values (
                :seq, :at, :actorKind, :actorId, :actorName, :action, :targetKind, :targetId, :details, :requestId,
                :hash)
            """;

    private final Tenancy tenancy;
    private final InstantSource clock;
    private final Supplier<Actor> actor;

    /** @param actor who does what is being done on the thread that asks */
    public AuditLog(Tenancy tenancy, InstantSource clock, Supplier<Actor> actor) {
        this.tenancy = tenancy;
        this.clock = clock;
        this.actor = actor;
    }

    /** Adds what the current actor did. */
    public void record(UUID org, Change change) {
        record(org, actor.get(), change);
    }

    /** Adds what {@code who} did. One entry follows the other: two at the same time wait for each other. */
    public void record(UUID org, Actor who, Change change) {
        tenancy.run(org, sql -> {
            sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param("audit " + org)
                    .query()
                    .listOfRows();
            Head head = head(sql);
            append(
                    sql,
                    new AuditEntry(
                                    head.seq() + 1,
                                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                                    who.kind(),
                                    who.id(),
                                    who.name(),
                                    change.action(),
                                    change.kind(),
                                    change.id(),
                                    JSON.writeValueAsString(change.details()).replace("\\u0000", "\\ufffd"),
                                    who.requestId(),
                                    "")
                            .chainedTo(head.hash()));
        });
    }

    /** Notes that {@code id} was asked for in vain, where it belongs to another organisation. */
    public void missed(UUID org, String kind, UUID id) {
        boolean elsewhere = tenancy.within(
                org,
                sql -> sql.sql("select belongs_elsewhere(?, ?)")
                        .params(kind, id)
                        .query(Boolean.class)
                        .single());
        if (elsewhere) {
            record(org, Change.of("access.foreign", kind, id));
        }
    }

    /** Newest first, those before {@code before} where it is given. */
    List<AuditEntry> list(UUID org, @Nullable Long before, int limit) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from audit_log where seq < ? order by seq desc limit ?")
                        .params(before == null ? Long.MAX_VALUE : before, limit)
                        .query(AuditLog::entry)
                        .list());
    }

    /**
     * What a look at the whole chain found.
     *
     * @param entries how many hold
     * @param brokenAt number of the first that does not; null where all do
     * @param head hash of the last that holds
     */
    public record Verification(
            boolean intact, long entries, @Nullable Long brokenAt, String head) {}

    /** Follows the chain from the first entry to the last. */
    public Verification verify(UUID org) {
        return tenancy.within(org, sql -> {
            long seq = 0;
            String head = AuditEntry.BEGINNING;
            for (List<AuditEntry> next = after(sql, 0); !next.isEmpty(); next = after(sql, seq)) {
                for (AuditEntry entry : next) {
                    if (entry.seq() != seq + 1 || !entry.chainedTo(head).equals(entry)) {
                        return new Verification(false, seq, seq + 1, head);
                    }
                    seq = entry.seq();
                    head = entry.hash();
                }
            }
            return new Verification(true, seq, null, head);
        });
    }

    private static List<AuditEntry> after(JdbcClient sql, long seq) {
        return sql.sql("select * from audit_log where seq > ? order by seq limit " + AT_A_TIME)
                .param(seq)
                .query(AuditLog::entry)
                .list();
    }

    private record Head(long seq, String hash) {}

    private static Head head(JdbcClient sql) {
        return sql.sql("select seq, hash from audit_log order by seq desc limit 1")
                .query((row, number) ->
                        new Head(row.getLong("seq"), HexFormat.of().formatHex(row.getBytes("hash"))))
                .optional()
                .orElse(new Head(0, AuditEntry.BEGINNING));
    }

    private static void append(JdbcClient sql, AuditEntry entry) {
        sql.sql(APPEND)
                .param("seq", entry.seq())
                .param("at", Timestamp.from(entry.at()))
                .param("actorKind", entry.actorKind())
                .param("actorId", entry.actorId())
                .param("actorName", entry.actorName())
                .param("action", entry.action())
                .param("targetKind", entry.targetKind())
                .param("targetId", entry.targetId())
                .param("details", entry.details())
                .param("requestId", entry.requestId())
                .param("hash", HexFormat.of().parseHex(entry.hash()))
                .update();
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("seq"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor_kind"),
                row.getString("actor_id"),
                row.getString("actor_name"),
                row.getString("action"),
                row.getString("target_kind"),
                row.getString("target_id"),
                row.getString("details"),
                row.getString("request_id"),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }
}
