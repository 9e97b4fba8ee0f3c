package io.antiphon.control.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.calls.CallDeletion;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.calls.NewCall;
import io.antiphon.control.calls.Recordings;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.webhooks.Outbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls are kept for as long as their agent says, and no longer. */
class RetentionTest {
    @TempDir
    Path folder;

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final Agents agents = new Agents(database.tenancy());
    private final AuditLog audit = new AuditLog(database.tenancy(), InstantSource.system(), () -> Actor.SYSTEM);
    private final Calls calls = new Calls(database.tenancy(), InstantSource.system(), "main");

    @Test
    void deletesCallsWithTheirSoundWhenTheirTimeIsOver() throws Exception {
        var deletion = new CallDeletion(database.tenancy(), new Recordings(folder), audit);
        Agent brief = agent("brief", 7);
        UUID old = call(brief, 8);
        UUID young = call(brief, 6);
        UUID kept = call(agent("keeper", null), 4_000);
        Path sound = Files.writeString(folder.resolve("old.wav"), "sound");
        database.tenancy()
                .run(
                        org,
                        sql -> sql.sql("insert into recordings (call_id, path, seconds, rate, channels, bytes, partial)"
                                        + " values (?, 'old.wav', 1, 8000, 2, 5, false)")
                                .param(old)
                                .update());
        assertThat(deletion.deleteExpired(org)).isEqualTo(1);
        assertThat(calls.exists(org, old)).isFalse();
        assertThat(sound).doesNotExist();
        assertThat(calls.exists(org, young)).isTrue();
        assertThat(calls.exists(org, kept)).isTrue();
    }

    @Test
    void keepsToWhatAnAgentSaidThatIsDeleted() {
        var deletion = new CallDeletion(database.tenancy(), new Recordings(folder), audit);
        Agent brief = agent("gone", 7);
        UUID call = call(brief, 8);
        UUID keeper = call(agent("kept", null), 8);
        var releases = new Releases(
                database.tenancy(),
                agents,
                TestVault.headers(),
                audit,
                new Outbox(database.tenancy(), InstantSource.system()),
                () -> Actor.SYSTEM);
        releases.delete(org, brief.id(), null);
        releases.delete(org, agents.find(org, "kept").orElseThrow().id(), null);
        assertThat(deletion.deleteExpired(org)).isEqualTo(1);
        assertThat(calls.exists(org, call)).isFalse();
        assertThat(calls.exists(org, keeper)).isTrue();
    }

    private Agent agent(String name, @Nullable Integer days) {
        var usual = AgentProfile.of(name, name, "en-US", new Persona("Be brief.", "", List.of()));
        return agents.insertIfAbsent(
                org,
                new AgentProfile(
                        name,
                        name,
                        "",
                        "en-US",
                        usual.persona(),
                        usual.choices(),
                        usual.manner(),
                        List.of(),
                        true,
                        true,
                        days,
                        true,
                        "{}",
                        Refinements.NONE));
    }

    /** A call that ended so many days ago. */
    private UUID call(Agent agent, int days) {
        UUID id = calls.start(new NewCall(org, agent.id(), "browser", NewCall.Direction.INBOUND, null, null))
                .id();
        database.tenancy()
                .run(
                        org,
                        sql -> sql.sql(
                                        "update calls set status = 'completed', ended_at = now() - make_interval(days => ?)"
                                                + " where id = ?")
                                .params(days, id)
                                .update());
        return id;
    }
}
