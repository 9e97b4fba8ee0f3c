package io.antiphon.control.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.webhooks.Outbox;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {
    @TempDir
    Path data;

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final String node = "node " + UUID.randomUUID();

    @Test
    void endsCallsOfADeadServerByWhatTheyHold() throws Exception {
        var recordings = new Recordings(data);
        var calls = new Calls(database.tenancy(), InstantSource.system(), node);
        var silent = calls.start(Talk.browserCall(org));
        var talked = calls.start(Talk.browserCall(org));
        var elsewhere =
                new Calls(database.tenancy(), InstantSource.system(), "other " + node).start(Talk.browserCall(org));
        database.tenancy().run(org, sql -> {
            sql.sql(
                            "insert into call_events (call_id, seq, tick, micros, type, details) values (?, 1, 500, 0, 'x', '{}')")
                    .param(talked.id())
                    .update();
            sql.sql("""
                            insert into transcript_entries (call_id, seq, turn, role, content, language, start_ms, end_ms)
                            values (?, 2, 1, 'user', 'hello', 'en', 0, 7000)
                            """).param(talked.id()).update();
        });
        var recording = recordings.open(talked, 8000);
        for (int tick = 0; tick < 600; tick++) {
            recording.add(Talk.level(8000, 1), null);
        }
        recording.finish();

        var orphans = new Orphans(
                database.tenancy(),
                new Organisations(database.tenancy()),
                recordings,
                new Outbox(database.tenancy(), InstantSource.system()),
                node);
        assertThat(orphans.end()).isEqualTo(2);
        assertThat(orphans.end()).isZero();

        assertThat(view(calls, talked)).satisfies(view -> {
            assertThat(view.status()).isEqualTo("completed");
            assertThat(view.endReason()).isEqualTo("server_stopped");
            assertThat(view.durationSeconds()).isEqualTo(12);
            assertThat(view.endedAt()).isEqualTo(talked.startedAt().plusSeconds(12));
            assertThat(view.recording()).isTrue();
        });
        assertThat(view(calls, silent).status()).isEqualTo("failed");
        assertThat(view(calls, elsewhere).status()).isEqualTo("in-progress");
    }

    private CallView view(Calls calls, OpenCall call) {
        return calls.find(org, call.id()).orElseThrow().call();
    }
}
