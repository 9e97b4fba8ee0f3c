package io.antiphon.control.calls;

import io.antiphon.control.calls.CallView.Hit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The line of each found call that says most of what was looked for. */
final class Hits {
    private Hits() {}

    /** The same calls, each with its line. */
    static List<CallView> in(JdbcClient sql, List<CallView> calls, SearchText words) {
        if (calls.isEmpty()) {
            return calls;
        }
        Map<UUID, Hit> best = new HashMap<>();
        sql.sql("select call_id, role, content, start_ms from transcript_entries where call_id = any (?)"
                        + " order by call_id, start_ms, seq")
                .param(calls.stream().map(CallView::id).toArray(UUID[]::new))
                .query(row -> {
                    String content = row.getString("content");
                    var hit = new Hit(row.getString("role"), row.getLong("start_ms"), content, words.marks(content));
                    if (!hit.marks().isEmpty()) {
                        best.merge(
                                row.getObject("call_id", UUID.class),
                                hit,
                                (one, other) ->
                                        other.marks().size() > one.marks().size() ? other : one);
                    }
                });
        return calls.stream().map(call -> call.with(best.get(call.id()))).toList();
    }
}
