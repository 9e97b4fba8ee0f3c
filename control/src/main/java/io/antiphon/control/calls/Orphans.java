package io.antiphon.control.calls;

import io.antiphon.audio.Frame;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.webhooks.Outbox;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls that stand in the database as in progress though the server that led them is gone. */
public final class Orphans {
    /** Why such a call ended. */
    public static final String REASON = "server_stopped";

    /** A call that was placed and not answered yet needs no server; whoever answers is connected. */
    private static final String OPEN =
            "status in ('queued', 'ringing', 'in-progress') and (status = 'in-progress' or direction = 'inbound')";

    private final Tenancy tenancy;
    private final Organisations organisations;
    private final Recordings recordings;
    private final String node;
    private final Tidings tidings;

    /** @param node name of this server, the same after a restart and no other server's on this database */
    public Orphans(Tenancy tenancy, Organisations organisations, Recordings recordings, Outbox outbox, String node) {
        this.tenancy = tenancy;
        this.organisations = organisations;
        this.recordings = recordings;
        this.node = node;
        this.tidings = new Tidings(outbox);
    }

    /**
     * Ends them all; for the start of a server, before it takes calls and after the journals of its earlier run have
     * settled. A call's length is what its journal and its recording hold.
     *
     * @return how many there were
     */
    public int end() {
        int ended = 0;
        for (UUID org : organisations.all()) {
            ended += tenancy.within(org, sql -> end(sql));
        }
        return ended;
    }

    private int end(JdbcClient sql) {
        List<OpenCall> orphans = sql.sql("select * from calls where node = ? and " + OPEN)
                .param(node)
                .query(OpenCall::read)
                .list();
        orphans.forEach(call -> end(sql, call));
        return orphans.size();
    }

    private void end(JdbcClient sql, OpenCall call) {
        recordings
                .repair(call)
                .ifPresent(file -> sql.sql("""
                        insert into recordings (call_id, path, seconds, rate, channels, bytes, partial)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (call_id) do nothing
                        """)
                        .params(
                                call.id(),
                                file.path(),
                                file.seconds(),
                                file.rate(),
                                file.channels(),
                                file.bytes(),
                                true)
                        .update());
        sql.sql("""
                        with held as (
                            select greatest(
                                coalesce((select max(tick) * :millis from call_events where call_id = :id), 0),
                                coalesce((select max(end_ms) from transcript_entries where call_id = :id), 0),
                                coalesce((select seconds * 1000 from recordings where call_id = :id), 0)) as millis,
                                exists (select from transcript_entries where call_id = :id) as talked
                        )
                        update calls set
                            status = case when talked then 'completed' else 'failed' end,
                            end_reason = :reason,
                            duration_seconds = round(millis / 1000),
                            ended_at = started_at + millis * interval '1 millisecond'
                        from held where id = :id
                        """)
                .param("id", call.id())
                .param("millis", Frame.MILLIS)
                .param("reason", REASON)
                .update();
        sql.sql("call summarise_calls(array[cast(? as uuid)])").param(call.id()).update();
        tidings.over(call.org(), call.id());
    }
}
