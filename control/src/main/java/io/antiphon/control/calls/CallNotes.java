package io.antiphon.control.calls;

import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The notes beside calls. */
public final class CallNotes {
    private final Tenancy tenancy;
    private final AuditLog audit;

    public CallNotes(Tenancy tenancy, AuditLog audit) {
        this.tenancy = tenancy;
        this.audit = audit;
    }

    /** Adds one; empty where there is no such call. */
    public Optional<CallNote> add(UUID org, UUID call, String author, String content) {
        return tenancy.within(org, sql -> {
            Optional<CallNote> note = sql.sql("""
                            insert into call_notes (call_id, author, content)
                            select id, :author, :content from calls where id = :call
                            returning *
                            """)
                    .param("author", author)
                    .param("content", content)
                    .param("call", call)
                    .query(CallNotes::note)
                    .optional();
            note.ifPresent(added -> audit.record(org, Change.of("call.noted", "call", call)));
            return note;
        });
    }

    /** Those of a call, in the order they were written. */
    static List<CallNote> of(JdbcClient sql, UUID call) {
        return sql.sql("select * from call_notes where call_id = ? order by created_at, id")
                .param(call)
                .query(CallNotes::note)
                .list();
    }

    private static CallNote note(ResultSet row, int number) throws SQLException {
        return new CallNote(
                row.getObject("id", UUID.class),
                row.getString("author"),
                row.getString("content"),
                row.getTimestamp("created_at").toInstant());
    }
}
