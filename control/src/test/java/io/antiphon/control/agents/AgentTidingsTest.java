package io.antiphon.control.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.webhooks.Outbox;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What webhooks are told of agents. */
class AgentTidingsTest {
    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final Releases releases = new Releases(
            database.tenancy(),
            new Agents(database.tenancy()),
            TestVault.headers(),
            new AuditLog(database.tenancy(), InstantSource.system(), () -> Actor.SYSTEM),
            new Outbox(database.tenancy(), InstantSource.system()),
            () -> Actor.SYSTEM);

    private static AgentProfile greeting(String greeting) {
        return AgentProfile.of("desk", "Desk", "en-US", new Persona("Be brief.", greeting, List.of()));
    }

    @Test
    void tellsWhichFieldsChangedAndWhichVersionIsInForce() {
        database.tenancy()
                .run(
                        org,
                        sql -> sql.sql("insert into webhooks (url, events, secret)"
                                        + " values ('https://a.example', '{agent.updated,agent.deployed}', '')")
                                .update());
        UUID agent = releases.create(org, greeting("Hello.")).id();
        releases.draft(org, agent, null, before -> greeting("Good day."));
        releases.publishDraft(org, agent, null, "");
        releases.publish(org, agent, null, "", before -> before);
        List<String> told = database.tenancy()
                .within(
                        org,
                        sql -> sql.sql("select event || ' ' || (data::jsonb - 'agent_id' - 'name') from webhook_logs"
                                        + " order by seq")
                                .query(String.class)
                                .list());
        assertThat(told)
                .containsExactly(
                        "agent.deployed {\"version\": 1}",
                        "agent.updated {\"draft\": true, \"changed\": [\"greeting\"], \"version\": 1}",
                        "agent.updated {\"draft\": false, \"changed\": [\"greeting\"], \"version\": 2}",
                        "agent.deployed {\"version\": 2}");
    }
}
