package io.antiphon.control.calls;

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
        Integer median = row.getObject("p50", Integer.class);
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
                median == null ? null : new CallView.Spread(median, row.getInt("p95")),
                row.getBoolean("recorded"));
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
