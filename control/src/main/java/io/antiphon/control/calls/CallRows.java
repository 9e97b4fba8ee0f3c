package io.antiphon.control.calls;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From rows to what the API shows. */
final class CallRows {
    private CallRows() {}

    static CallView call(ResultSet row, int number) throws SQLException {
        UUID agent = row.getObject("agent_id", UUID.class);
        Timestamp ended = row.getTimestamp("ended_at");
        return new CallView(
                row.getObject("id", UUID.class),
                agent == null
                        ? null
                        : new CallView.AgentName(
                                agent, row.getString("agent_name"), row.getString("agent_display_name")),
                row.getString("direction"),
                row.getString("channel"),
                row.getString("caller_number"),
                row.getString("status"),
                row.getString("end_reason"),
                instant(row, "started_at"),
                ended == null ? null : ended.toInstant(),
                row.getObject("duration_seconds", Integer.class),
                row.getInt("turns"),
                spread(row.getArray("voice_to_voice")),
                row.getObject("interrupted", Boolean.class),
                row.getObject("troubled", Boolean.class),
                row.getBoolean("recorded"),
                null);
    }

    /** @param sorted the shortest first; null for none */
    private static CallView.@Nullable Spread spread(@Nullable Array sorted) throws SQLException {
        return sorted != null && sorted.getArray() instanceof Integer[] waits && waits.length > 0
                ? new CallView.Spread(quantile(waits, 50), quantile(waits, 95))
                : null;
    }

    /** The smallest that so many in a hundred do not exceed. */
    private static int quantile(Integer[] sorted, int percent) {
        return sorted[(sorted.length * percent + 99) / 100 - 1];
    }

    static CallDetail.ToolRun tool(ResultSet row, int number) throws SQLException {
        Long started = row.getObject("started_ms", Long.class);
        Long finished = row.getObject("finished_ms", Long.class);
        return new CallDetail.ToolRun(
                row.getString("function_name"),
                row.getString("arguments"),
                row.getString("result"),
                row.getString("status"),
                row.getString("error_message"),
                row.getObject("turn", Integer.class),
                started,
                started == null || finished == null ? null : finished - started);
    }

    static CallDetail.Line line(ResultSet row, int number) throws SQLException {
        return new CallDetail.Line(
                row.getString("role"),
                row.getString("content"),
                row.getString("language"),
                row.getLong("start_ms"),
                row.getLong("end_ms"),
                row.getBoolean("interrupted"),
                row.getObject("confidence", Double.class),
                row.getInt("turn"),
                instant(row, "timestamp"));
    }

    static CallDetail.Turn turn(ResultSet row, int number) throws SQLException {
        return new CallDetail.Turn(
                row.getInt("number"),
                row.getString("heard"),
                row.getString("spoken"),
                row.getString("sources"),
                row.getObject("confidence", Double.class),
                row.getString("mind"),
                row.getBoolean("interrupted"),
                new CallDetail.Wait(
                        millis(row, "ear_ms"),
                        millis(row, "knowledge_ms"),
                        millis(row, "model_ms"),
                        millis(row, "voice_ms"),
                        millis(row, "wire_ms"),
                        millis(row, "voice_to_voice_ms"),
                        millis(row, "heard_ms")),
                row.getInt("guesses"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static @Nullable Integer millis(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }
}
