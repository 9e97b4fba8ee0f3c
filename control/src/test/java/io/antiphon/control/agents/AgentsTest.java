package io.antiphon.control.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsTest {
    private static final Persona PERSONA = new Persona("Be brief.", "Hello.", List.of("When do you open?"));

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final Agents agents = new Agents(database.tenancy());

    @Test
    void keepsEverythingThatWasDecided() {
        var profile = new AgentProfile(
                "front-desk",
                "Front desk",
                "Answers the phone",
                "hi-IN",
                PERSONA,
                new Choices("sphinx4", "local", "kevin16"),
                new Manner(0.1, 0.9, 5_000, 3, 10_000, 60_000, 5_000),
                List.of("end_call", "book"),
                false,
                false,
                30,
                true,
                "{\"team\": [1, 2]}");
        var agent = agents.insertIfAbsent(org, profile);
        assertThat(agent.profile()).isEqualTo(profile);
        assertThat(agents.find(org, "front-desk")).hasValue(agent);
        assertThat(agents.find(org, agent.id().toString())).hasValue(agent);
        assertThat(agents.find(TestPostgres.organisation(database), "front-desk"))
                .isEmpty();
    }

    @Test
    void leavesAnExistingAgentAlone() {
        var first = agents.insertIfAbsent(org, AgentProfile.of("desk", "First", "en-US", PERSONA));
        assertThat(agents.insertIfAbsent(org, AgentProfile.of("desk", "Second", "en-US", PERSONA)))
                .isEqualTo(first);
        assertThat(agents.list(org)).containsExactly(first);
    }

    @Test
    void prefersTheOldestActiveAgent() {
        assertThat(agents.preferred(org)).isEmpty();
        var first = agents.insertIfAbsent(org, AgentProfile.of("a", "A", "en-US", PERSONA));
        var second = agents.insertIfAbsent(org, AgentProfile.of("b", "B", "en-US", PERSONA));
        assertThat(agents.preferred(org)).hasValue(first);
        database.tenancy()
                .run(
                        org,
                        sql -> sql.sql("update agents set is_active = false where id = ?")
                                .param(first.id())
                                .update());
        assertThat(agents.preferred(org)).hasValue(second);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1, 0.5, 1, 0, 10000, 60000, 0, responsiveness",
        "NaN, 0.5, 1, 0, 10000, 60000, 0, responsiveness",
        "1, -0.1, 1, 0, 10000, 60000, 0, interruption_sensitivity",
        "1, 0.5, 0, 0, 10000, 60000, 0, reminder_trigger_ms",
        "1, 0.5, 1, -1, 10000, 60000, 0, reminder_max_count",
        "1, 0.5, 1, 0, 9999, 60000, 0, end_call_after_silence_ms",
        "1, 0.5, 1, 0, 10000, 59999, 0, max_call_duration_ms",
        "1, 0.5, 1, 0, 10000, 7200001, 0, max_call_duration_ms",
        "1, 0.5, 1, 0, 10000, 60000, 5001, begin_message_delay_ms"
    })
    void namesTheFieldThatIsOutOfRange(
            double responsiveness,
            double sensitivity,
            int trigger,
            int count,
            int silence,
            int longest,
            int delay,
            String field) {
        assertThatThrownBy(() -> new Manner(responsiveness, sensitivity, trigger, count, silence, longest, delay))
                .isInstanceOfSatisfying(
                        InvalidAgent.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageStartingWith(field + " must");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Desk", "front desk", "-desk", "a--b", "d\u00e9sk"})
    void refusesNamesThatDoNotFitInAnAddress(String name) {
        assertThatThrownBy(() -> AgentProfile.of(name, "Desk", "en-US", PERSONA))
                .isInstanceOfSatisfying(
                        InvalidAgent.class, e -> assertThat(e.field()).isEqualTo("name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "english please", "en_US"})
    void refusesWhatIsNoLanguage(String language) {
        assertThatThrownBy(() -> AgentProfile.of("desk", "Desk", language, PERSONA))
                .isInstanceOfSatisfying(
                        InvalidAgent.class, e -> assertThat(e.field()).isEqualTo("language"));
    }

    @Test
    void keepsDocumentsByName() {
        var documents = new AgentDocuments(database.tenancy());
        UUID agent = agents.insertIfAbsent(org, AgentProfile.of("desk", "Desk", "en-US", PERSONA))
                .id();
        var first = documents.put(org, agent, "hours.md", "text/markdown", bytes("We open at nine."));
        var second = documents.put(org, agent, "hours.md", "text/markdown", bytes("We open at ten."));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.sha256()).hasSize(64).isNotEqualTo(first.sha256());
        assertThat(second.bytes()).isEqualTo(15);
        assertThat(documents.list(org, agent)).containsExactly(second);
        assertThat(documents.content(org, first.id())).hasValue(bytes("We open at ten."));
        assertThat(documents.content(TestPostgres.organisation(database), first.id()))
                .isEmpty();
    }

    @Test
    void theFirstOrganisationStaysTheSame() {
        var organisations = new Organisations(database.tenancy());
        assertThat(organisations.first()).isEqualTo(organisations.first());
        assertThat(organisations.all()).contains(org);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void listsTenThousandPageByPage() {
        database.tenancy()
                .run(
                        org,
                        sql -> sql.sql("insert into agents (name, display_name) select 'a' || n, 'A' from"
                                        + " generate_series(1, 10000) n")
                                .update());
        int seen = 0;
        @Nullable UUID after = null;
        for (var page = agents.page(org, after, 200); !page.isEmpty(); page = agents.page(org, after, 200)) {
            seen += page.size();
            after = page.getLast().id();
        }
        assertThat(seen).isEqualTo(10_000);
    }
}
