package io.antiphon.control.calls;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes calls with all that was said in them, and their sound. */
public final class CallDeletion {
    private static final Logger LOG = LoggerFactory.getLogger(CallDeletion.class);

    private final Tenancy tenancy;
    private final Recordings recordings;
    private final AuditLog audit;

    public CallDeletion(Tenancy tenancy, Recordings recordings, AuditLog audit) {
        this.tenancy = tenancy;
        this.recordings = recordings;
        this.audit = audit;
    }

    /**
     * Deletes one; whether there was such a call.
     *
     * @throws ApiFailure while it goes on
     */
    boolean delete(UUID org, UUID id) {
        record Row(boolean over, String path) {}
        Row row = tenancy.within(org, sql -> {
            Row found = sql.sql("""
                            select c.ended_at is not null as over, coalesce(r.path, '') as path
                            from calls c left join recordings r on r.call_id = c.id where c.id = ? for update of c
                            """)
                    .param(id)
                    .query((result, number) -> new Row(result.getBoolean("over"), result.getString("path")))
                    .optional()
                    .orElse(new Row(false, "none"));
            if (found.over()) {
                sql.sql("delete from calls where id = ?").param(id).update();
                audit.record(org, Change.of("call.deleted", "call", id));
            }
            return found;
        });
        if (row.path().equals("none")) {
            return false;
        }
        if (!row.over()) {
            throw ApiFailure.conflict(null, "this call is still going on", "delete it when it is over");
        }
        forget(id, row.path());
        return true;
    }

    /**
     * Deletes the calls that are kept for some days only, as their agent says or said when it was deleted, when these are
     * over; tells how many.
     */
    public int deleteExpired(UUID org) {
        List<UUID> expired =
                tenancy.within(org, sql -> sql.sql("""
                                select c.id from calls c left join agents a on a.id = c.agent_id
                                where coalesce(a.retention_days, c.retention_days) is not null
                                    and c.ended_at
                                        < now() - make_interval(days => coalesce(a.retention_days, c.retention_days))
                                order by c.id limit 10000
                                """).query(UUID.class).list());
        expired.forEach(id -> delete(org, id));
        return expired.size();
    }

    private void forget(UUID id, String path) {
        if (path.isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(recordings.file(path));
        } catch (IOException failure) {
            LOG.warn("the recording of call {} could not be deleted", id);
        }
    }
}
