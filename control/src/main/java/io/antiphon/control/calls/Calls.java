package io.antiphon.control.calls;

import io.antiphon.control.storage.Tenancy;
import io.antiphon.ports.journal.JournalEvent;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The calls of an organisation. */
public final class Calls {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Tenancy tenancy;
    private final InstantSource clock;
    private final String node;

    /** @param node name of this server, the same after a restart and no other server's on this database */
    public Calls(Tenancy tenancy, InstantSource clock, String node) {
        this.tenancy = tenancy;
        this.clock = clock;
        this.node = node;
    }

    /**
     * A call begins: its row stands, in progress, when this returns. Where the database is away the call begins all the
     * same, and its journal brings the row later.
     */
    public OpenCall start(NewCall call) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var open = new OpenCall(
                CallId.at(now),
                call.org(),
                call.agent(),
                call.channel(),
                call.direction(),
                call.callerNumber(),
                call.providerCallId(),
                node,
                now,
                call.variables());
        try {
            tenancy.run(call.org(), sql -> insert(sql, open));
        } catch (TransactionException | DataAccessResourceFailureException away) {
            LOG.warn("call {} begins while the database is away", open.id());
        }
        return open;
    }

    private static void insert(JdbcClient sql, OpenCall call) {
        sql.sql("""
                        insert into calls (
                            id, agent_id, channel, direction, caller_number, provider_call_id, node, status, started_at,
                            variables)
                        values (
                            :id, :agent, :channel, :direction, :callerNumber, :providerCallId, :node, 'in-progress',
                            :startedAt, cast(:variables as jsonb))
                        """)
                .param("id", call.id())
                .param("agent", call.agent(), Types.OTHER)
                .param("channel", call.channel())
                .param("direction", call.direction().name().toLowerCase(Locale.ROOT))
                .param("callerNumber", call.callerNumber())
                .param("providerCallId", call.providerCallId())
                .param("node", call.node())
                .param("startedAt", Timestamp.from(call.startedAt()))
                .param("variables", call.variablesJson())
                .update();
    }

    /**
     * A call that is in progress goes to another agent, before its journal is opened. Where the database is away it does
     * all the same.
     *
     * @param variables what {@code {{name}}} stands for in it from then on
     */
    public OpenCall handOver(OpenCall call, UUID agent, Map<String, String> variables) {
        var handed = new OpenCall(
                call.id(),
                call.org(),
                agent,
                call.channel(),
                call.direction(),
                call.callerNumber(),
                call.providerCallId(),
                call.node(),
                call.startedAt(),
                Map.copyOf(variables));
        try {
            tenancy.run(
                    call.org(),
                    sql -> sql.sql("update calls set agent_id = ?, variables = cast(? as jsonb)"
                                    + " where id = ? and status = 'in-progress'")
                            .params(agent, handed.variablesJson(), call.id())
                            .update());
        } catch (TransactionException | DataAccessResourceFailureException away) {
            LOG.warn("call {} goes to another agent while the database is away", call.id());
        }
        return handed;
    }

    /** One call as lists show it. */
    public Optional<CallView> view(UUID org, UUID id) {
        return tenancy.within(
                org,
                sql -> shown(sql, "select id from calls where id = :id")
                        .param("id", id)
                        .query(CallRows::call)
                        .optional());
    }

    /** The carrier's own name for a call, where it has one. */
    public Optional<String> providerCallId(UUID org, UUID id) {
        return tenancy.within(
                org,
                sql -> sql.sql("select provider_call_id from calls where id = ? and provider_call_id is not null")
                        .param(id)
                        .query(String.class)
                        .optional());
    }

    /** So many of the calls that {@code filter} asks for, and the cursor of what follows. */
    CallView.Page list(UUID org, CallFilter filter, int limit) {
        return tenancy.within(org, sql -> {
            SearchText words = filter.words();
            List<CallView> calls = words == null
                    ? shown(
                                    sql,
                                    "select c.id from calls c where " + filter.sql()
                                            + " order by c.started_at desc, c.id desc limit :most")
                            .params(filter.conditions())
                            .param("most", limit + 1)
                            .query(CallRows::call)
                            .list()
                    : found(sql, filter, words, limit + 1);
            boolean more = calls.size() > limit;
            List<CallView> page = more ? calls.subList(0, limit) : calls;
            var last = more ? page.getLast() : null;
            return new CallView.Page(
                    words == null ? page : Hits.in(sql, page, words),
                    last == null ? null : new CallCursor(last.startedAt(), last.id()).text());
        });
    }

    private static List<CallView> found(JdbcClient sql, CallFilter filter, SearchText words, int most) {
        return shown(
                        sql,
                        "select id from calls_that_say("
                                + "cast(:words as tsquery), cast(:pairs as text[]), cast(:filter as jsonb), :most)")
                .param("words", words.query())
                .param("pairs", words.pairs().toArray(String[]::new))
                .param("filter", JSON.writeValueAsString(filter.conditions()))
                .param("most", most)
                .query(CallRows::call)
                .list();
    }

    /** One call with all that was said in it. */
    Optional<CallDetail> find(UUID org, UUID id) {
        return tenancy.within(
                org,
                sql -> shown(sql, "select id from calls where id = :id")
                        .param("id", id)
                        .query(CallRows::call)
                        .optional()
                        .map(call -> new CallDetail(
                                call,
                                sql.sql("select variables from calls where id = ?")
                                        .param(id)
                                        .query(String.class)
                                        .single(),
                                sql.sql("select * from transcript_entries where call_id = ? order by start_ms, seq")
                                        .param(id)
                                        .query(CallRows::line)
                                        .list(),
                                sql.sql("select * from turns where call_id = ? order by seq")
                                        .param(id)
                                        .query(CallRows::turn)
                                        .list(),
                                sql.sql("select * from function_call_logs where call_id = ?"
                                                + " order by started_ms, executed_at, id")
                                        .param(id)
                                        .query(CallRows::tool)
                                        .list(),
                                CallNotes.of(sql, id),
                                recording(sql, id)
                                        .map(file -> new CallDetail.Sound(
                                                "/api/v1/calls/" + id + "/recording", file.seconds(), file.partial()))
                                        .orElse(null))));
    }

    /** The recording of a call that has one. */
    Optional<RecordingFile> recording(UUID org, UUID id) {
        return tenancy.within(org, sql -> recording(sql, id));
    }

    /** Whether there is such a call. */
    public boolean exists(UUID org, UUID id) {
        return tenancy.within(
                org,
                sql -> sql.sql("select count(*) from calls where id = ?")
                                .param(id)
                                .query(Integer.class)
                                .single()
                        > 0);
    }

    /** The next events of a call's journal after {@code seq}, in order. */
    List<NumberedEvent> events(UUID org, UUID id, long seq, int limit) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from call_events where call_id = ? and seq > ? order by seq limit ?")
                        .params(id, seq, limit)
                        .query((row, number) -> new NumberedEvent(
                                row.getLong("seq"),
                                new JournalEvent(
                                        row.getLong("tick"),
                                        row.getLong("micros"),
                                        row.getString("type"),
                                        details(row.getString("details")))))
                        .list());
    }

    private static Map<String, String> details(String json) {
        return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    }

    private static Optional<RecordingFile> recording(JdbcClient sql, UUID id) {
        return sql.sql("select path, seconds, rate, channels, bytes, partial from recordings where call_id = ?")
                .param(id)
                .query(RecordingFile.class)
                .optional();
    }

    /** The calls whose ids {@code chosen} selects, with the name of their agent and the measure of their turns. */
    private static JdbcClient.StatementSpec shown(JdbcClient sql, String chosen) {
        return sql.sql("""
                select c.*, a.name as agent_name, a.display_name as agent_display_name,
                    r.call_id is not null as recorded, coalesce(c.turn_count, t.turns, 0) as turns,
                    coalesce(c.waits, t.waits) as voice_to_voice
                from (%s) chosen
                join calls c on c.id = chosen.id
                left join agents a on a.id = c.agent_id
                left join recordings r on r.call_id = c.id
                left join lateral (
                    select count(*) as turns,
                        array_agg(voice_to_voice_ms order by voice_to_voice_ms)
                            filter (where voice_to_voice_ms is not null) as waits
                    from turns where call_id = c.id and c.turn_count is null
                ) t on true
                order by c.started_at desc, c.id desc
                """.formatted(chosen));
    }

    /** An event with its place in the journal. */
    record NumberedEvent(long seq, JournalEvent event) {}
}
