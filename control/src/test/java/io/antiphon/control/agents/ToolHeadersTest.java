package io.antiphon.control.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.vault.MasterKey;
import io.antiphon.control.vault.Vault;
import io.antiphon.control.webhooks.Outbox;
import io.antiphon.conversation.settings.TurnTakingProfiles;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Values of tools' headers stand sealed in the database, wherever an agent is kept. */
class ToolHeadersTest {
    private static final String URL = "https://api.example.org/orders";
    private static final Persona PERSONA = new Persona("Be brief.", "", List.of());

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final Agents agents = new Agents(database.tenancy());
    private final MasterKey former = TestVault.masterKey();
    private final HeaderVault vault = new HeaderVault(new Vault(former));
    private final AuditLog audit = new AuditLog(database.tenancy(), InstantSource.system(), () -> Actor.SYSTEM);
    private final Releases releases = new Releases(
            database.tenancy(),
            agents,
            vault,
            audit,
            new Outbox(database.tenancy(), InstantSource.system()),
            () -> Actor.SYSTEM);

    private static AgentProfile asking(String url, ToolHeaders headers) {
        return AgentProfile.of("desk", "Desk", "en-US", PERSONA)
                .with(new Refinements(
                        Habits.USUAL,
                        Fallbacks.NONE,
                        Speech.PLAIN,
                        List.of(new AgentTool(
                                "orders", "Looks up.", AgentTool.NO_PARAMETERS, url, "POST", headers, 5_000)),
                        TurnTakingProfiles.NONE));
    }

    private static ToolHeaders bearing(String secret) {
        return ToolHeaders.given(Map.of("Authorization", secret));
    }

    private Map<String, String> opened(Agent agent) {
        AgentTool tool = agent.profile().refinements().tools().getFirst();
        return vault.open(agent.org(), tool.url(), tool.headers()).orElseThrow();
    }

    /** Every row that an agent stands in, as whoever reads the tables sees it. */
    private String rows() {
        return database.tenancy()
                .within(
                        org,
                        sql -> sql.sql("select concat(refinements, draft) from agents union all"
                                        + " select settings::text from agent_versions")
                                .query(String.class)
                                .list())
                .toString();
    }

    @Test
    void standSealedInAgentsDraftsAndVersions() {
        Agent agent = releases.create(org, asking(URL, bearing("first-secret")));
        releases.draft(org, agent.id(), null, profile -> asking(URL, bearing("second-secret")));
        assertThat(rows()).contains("Authorization", "sealed").doesNotContain("-secret");
        Agent published = releases.publishDraft(org, agent.id(), null, "");
        assertThat(opened(published)).containsEntry("Authorization", "second-secret");
        assertThat(opened(releases.rollBack(org, agent.id(), null, 1))).containsEntry("Authorization", "first-secret");
        assertThat(rows()).doesNotContain("-secret");
    }

    @Test
    void areTheSameStateWhereTheSameValueIsGivenAgain() {
        Agent agent = releases.create(org, asking(URL, bearing("secret")));
        Agent again = releases.publish(org, agent.id(), null, "", profile -> asking(URL, bearing("secret")));
        assertThat(again.version()).isEqualTo(agent.version());
    }

    @Test
    void openForNoOtherServerNoOtherOrganisationAndNoOtherKey() {
        ToolHeaders sealed = vault.seal(org, URL, bearing("secret"), ToolHeaders.NONE);
        assertThat(vault.open(org, "https://API.example.org/other", sealed))
                .as("another path of the same server")
                .contains(Map.of("Authorization", "secret"));
        assertThat(vault.open(org, "https://evil.example.org/orders", sealed)).isEmpty();
        assertThat(vault.open(org, "http://api.example.org/orders", sealed)).isEmpty();
        assertThat(vault.open(UUID.randomUUID(), URL, sealed)).isEmpty();
        assertThat(TestVault.headers().open(org, URL, sealed)).isEmpty();
        assertThat(vault.open(
                        org, URL, new ToolHeaders(Map.of("Authorization", new ToolHeaders.Value("not Base64!", true)))))
                .isEmpty();
        assertThat(sealed.toString()).doesNotContain("secret");
    }

    @Test
    void areSealedAtStartWhereAnEarlierVersionKeptThemOpen() {
        Agent agent = releases.create(org, asking(URL, ToolHeaders.NONE));
        Agent without = agents.insertIfAbsent(org, AgentProfile.of("plain", "Plain", "en-US", PERSONA));
        database.tenancy()
                .run(
                        org,
                        sql -> List.of(
                                        "update agents set refinements = jsonb_set(refinements, '{tools,0,headers}',"
                                                + " '{\"Authorization\": \"old-secret\"}') where name = 'desk'",
                                        "update agents set draft = jsonb_build_object('tools', refinements -> 'tools')"
                                                + " where name = 'desk'",
                                        "insert into agent_versions (agent_id, version, settings, note, published_by)"
                                                + " select id, 7, jsonb_build_object('name', name, 'tools', refinements -> 'tools'), '', ''"
                                                + " from agents where name = 'desk'")
                                .forEach(statement -> sql.sql(statement).update()));
        Agent before = agents.find(org, "desk").orElseThrow();
        assertThat(opened(before)).as("read before it is sealed").containsEntry("Authorization", "old-secret");

        var open = new StoredHeaders(database.tenancy(), vault);
        assertThat(open.seal(org)).as("the agent and one of its versions").isEqualTo(2);
        assertThat(rows()).contains("sealed").doesNotContain("old-secret");
        Agent after = agents.find(org, "desk").orElseThrow();
        assertThat(opened(after)).containsEntry("Authorization", "old-secret");
        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(after.updatedAt()).isEqualTo(before.updatedAt());
        assertThat(AgentSettings.parse(String.valueOf(after.draft()))
                        .refinements()
                        .tools())
                .isEqualTo(after.profile().refinements().tools());
        assertThat(opened(releases.rollBack(org, agent.id(), null, 7))).containsEntry("Authorization", "old-secret");
        assertThat(agents.find(org, "plain")).contains(without);
        assertThat(open.seal(org)).as("at the next start").isZero();
    }

    @Test
    void areSealedAnewWhereTheMasterKeyWasChanged() {
        Agent agent = releases.create(org, asking(URL, bearing("first-secret")));
        releases.draft(org, agent.id(), null, profile -> asking(URL, bearing("second-secret")));
        Agent before = agents.find(org, "desk").orElseThrow();
        MasterKey present = TestVault.masterKey();
        var renewed = new StoredHeaders(database.tenancy(), new HeaderVault(new Vault(present, former)));
        assertThat(renewed.renew(org)).as("the agent and its version").isEqualTo(2);
        assertThat(renewed.renew(org)).as("at the next start").isZero();
        Agent after = agents.find(org, "desk").orElseThrow();
        assertThat(after.revision()).isEqualTo(before.revision());
        var opening = new HeaderVault(new Vault(present));
        AgentTool tool = after.profile().refinements().tools().getFirst();
        assertThat(opening.open(org, tool.url(), tool.headers())).contains(Map.of("Authorization", "first-secret"));
        AgentTool drafted = AgentSettings.parse(String.valueOf(after.draft()))
                .refinements()
                .tools()
                .getFirst();
        assertThat(opening.open(org, drafted.url(), drafted.headers()))
                .contains(Map.of("Authorization", "second-secret"));
        AgentTool rolledBack = releases.rollBack(org, agent.id(), null, 1)
                .profile()
                .refinements()
                .tools()
                .getFirst();
        assertThat(opening.open(org, rolledBack.url(), rolledBack.headers()))
                .contains(Map.of("Authorization", "first-secret"));
        assertThat(vault.open(org, tool.url(), tool.headers())).isEmpty();
    }

    @Test
    void changeNothingElseOfAVersion() {
        Agent agent = releases.create(org, asking(URL, bearing("secret")));
        database.tenancy()
                .run(
                        org,
                        sql -> sql.sql(
                                        "select seal_version(?, 1, jsonb_set(settings, '{greeting}', '\"forged\"')) from agent_versions")
                                .param(agent.id())
                                .query()
                                .listOfRows());
        assertThat(rows()).doesNotContain("forged");
    }
}
