package io.antiphon.control.calls;

import io.antiphon.audio.Frame;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.ports.journal.TurnRecord.Latency;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The journal's tables, written in batches. Writing the same lines twice changes nothing. */
final class Ledger {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String BEGAN = """
            insert into calls (
                id, agent_id, channel, direction, caller_number, provider_call_id, node, status, started_at, variables)
            values (?, (select id from agents where id = ?), ?, ?, ?, ?, ?, 'in-progress', ?, cast(? as jsonb))
            on conflict (id) do nothing
            """;
    private static final String EVENT = """
            insert into call_events (call_id, seq, tick, micros, type, details)
            values (?, ?, ?, ?, ?, cast(? as jsonb)) on conflict (call_id, seq) do nothing
            """;
    private static final String SAID = """
            insert into transcript_entries (
                call_id, seq, turn, role, content, language, start_ms, end_ms, interrupted, confidence, timestamp)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (call_id, seq) do nothing
            """;
    private static final String TURN = """
            insert into turns (
                call_id, seq, number, heard, spoken, sources, confidence, mind, interrupted, ear_ms, knowledge_ms,
                model_ms, voice_ms, wire_ms, voice_to_voice_ms, heard_ms, guesses)
            values (?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (call_id, seq) do nothing
            """;
    private static final String RECORDED = """
            insert into recordings (call_id, path, seconds, rate, channels, bytes, partial)
            values (?, ?, ?, ?, ?, ?, ?) on conflict (call_id) do nothing
            """;
    private static final String ENDED = """
            update calls set end_reason = ?, duration_seconds = ?, ended_at = ?, status = ?
            where id = ? and status in ('queued', 'ringing', 'in-progress')
            """;
    /** A call that its server left alone has failed unless the two had begun to talk. */
    private static final String FAILED_IF_SILENT = """
            update calls set status = 'failed' where id = ? and end_reason = ? and status = 'completed'
                and not exists (select from transcript_entries where call_id = calls.id)
            """;

    private static final String TOOL_STARTED = """
            insert into function_call_logs (
                call_id, turn, request, function_name, arguments, status, started_ms, executed_at)
            values (?, ?, ?, ?, cast(? as jsonb), 'executing', ?, ?) on conflict (call_id, request) do nothing
            """;
    private static final String TOOL_FINISHED = """
            update function_call_logs set status = ?, result = cast(? as jsonb), error_message = ?, finished_ms = ?
            where call_id = ? and request = ? and status in ('pending', 'executing')
            """;
    private static final String SUMMARISED = "call summarise_calls(array[cast(? as uuid)])";

    private final Tenancy tenancy;
    private final Tidings tidings;
    private final JdbcTemplate template;

    /** @param source the one {@code tenancy} works with, so that both share the transaction */
    Ledger(Tenancy tenancy, DataSource source, Tidings tidings) {
        this.tenancy = tenancy;
        this.tidings = tidings;
        this.template = new JdbcTemplate(source);
    }

    /** Writes the lines of one organisation's calls, all or none. */
    void write(UUID org, List<Parcel> parcels) {
        var rows = new Rows();
        parcels.forEach(parcel -> rows.add(parcel.file().call(), parcel.line()));
        tenancy.run(org, client -> {
            batch(BEGAN, rows.began);
            batch(EVENT, rows.events);
            batch(SAID, rows.said);
            batch(TURN, rows.turns);
            batch(RECORDED, rows.recorded);
            batch(ENDED, rows.ended);
            batch(FAILED_IF_SILENT, rows.leftAlone);
            batch(TOOL_STARTED, rows.tools.started());
            batch(TOOL_FINISHED, rows.tools.finished());
            batch(SUMMARISED, rows.over);
            tidings.tell(org, parcels);
        });
    }

    private void batch(String sql, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            template.batchUpdate(sql, rows, rows.size(), (statement, row) -> {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
            });
        }
    }

    static final class Rows {
        private final List<@Nullable Object[]> began = new ArrayList<>();
        private final List<@Nullable Object[]> events = new ArrayList<>();
        private final List<@Nullable Object[]> said = new ArrayList<>();
        private final List<@Nullable Object[]> turns = new ArrayList<>();
        private final List<@Nullable Object[]> recorded = new ArrayList<>();
        private final List<@Nullable Object[]> ended = new ArrayList<>();
        private final List<@Nullable Object[]> leftAlone = new ArrayList<>();
        private final List<@Nullable Object[]> over = new ArrayList<>();
        private final ToolRows tools = new ToolRows();

        void add(OpenCall call, SpoolLine line) {
            switch (line.entry()) {
                case Entry.Began(var begun) -> began.add(began(begun));
                case Entry.Happened(var event) -> {
                    tools.add(call, event);
                    events.add(row(
                            call.id(),
                            line.seq(),
                            event.tick(),
                            event.micros(),
                            storable(event.type()),
                            storable(JSON.writeValueAsString(event.details()).replace("\\u0000", "\\ufffd"))));
                }
                case Entry.Said(var entry) ->
                    said.add(row(
                            call.id(),
                            line.seq(),
                            entry.turn(),
                            entry.role().name().toLowerCase(Locale.ROOT),
                            storable(entry.text()),
                            entry.language(),
                            entry.startTick() * Frame.MILLIS,
                            entry.endTick() * Frame.MILLIS,
                            entry.interrupted(),
                            number(entry.confidence()),
                            Timestamp.from(call.startedAt().plusMillis(entry.startTick() * Frame.MILLIS))));
                case Entry.Took(var turn) -> {
                    Latency wait = turn.latency();
                    turns.add(row(
                            call.id(),
                            line.seq(),
                            turn.number(),
                            storable(turn.heard()),
                            storable(turn.spoken()),
                            JSON.writeValueAsString(turn.sources()).replace("\\u0000", "\\ufffd"),
                            number(turn.confidence()),
                            turn.mind(),
                            turn.interrupted(),
                            millis(wait.ear()),
                            millis(wait.knowledge()),
                            millis(wait.model()),
                            millis(wait.voice()),
                            millis(wait.wire()),
                            millis(wait.voiceToVoice()),
                            millis(wait.heardAt()),
                            turn.guesses()));
                }
                case Entry.Recorded(var file) ->
                    recorded.add(row(
                            call.id(),
                            file.path(),
                            file.seconds(),
                            file.rate(),
                            file.channels(),
                            file.bytes(),
                            file.partial()));
                case Entry.Ended end -> {
                    ended.add(row(
                            end.reason(),
                            (int) Math.round(end.ticks() / (double) Frame.PER_SECOND),
                            Timestamp.from(end.at()),
                            (end.reason().startsWith("error") ? CallStatus.FAILED : CallStatus.COMPLETED).word(),
                            call.id()));
                    over.add(row(call.id()));
                    if (end.reason().equals(Orphans.REASON)) {
                        leftAlone.add(row(call.id(), end.reason()));
                    }
                }
            }
        }

        private static @Nullable Object[] began(OpenCall call) {
            return row(
                    call.id(),
                    call.agent(),
                    call.channel(),
                    call.direction().name().toLowerCase(Locale.ROOT),
                    call.callerNumber(),
                    call.providerCallId(),
                    call.node(),
                    Timestamp.from(call.startedAt()),
                    call.variablesJson());
        }

        static @Nullable Object[] row(@Nullable Object... values) {
            return values;
        }

        private static @Nullable Double number(double value) {
            return Double.isNaN(value) ? null : value;
        }

        private static @Nullable Integer millis(int value) {
            return value < 0 ? null : value;
        }

        /** PostgreSQL's text holds every character but one. */
        static String storable(String text) {
            return text.replace('\u0000', '\ufffd');
        }
    }
}
