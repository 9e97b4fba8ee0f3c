package io.antiphon.control.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.api.Body;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.conversation.settings.AgentState;
import io.antiphon.conversation.settings.TurnTakingProfiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgentsTest {
    private static final Persona PERSONA = new Persona("Be brief.", "Hello.", List.of("When do you open?"));

    private static final AgentTool ORDERS = new AgentTool(
            "lookup_order",
            "Looks up an order.",
            "{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\"}}}",
            "https://api.example.org/orders",
            "POST",
            ToolHeaders.given(Map.of("Authorization", "Bearer secret")),
            5_000);

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
                "{\"team\": [1, 2]}",
                new Refinements(
                        new Habits(0, false, true, true, 0.3, List.of("I see"), 700),
                        new Fallbacks(List.of("deepgram"), List.of("gpt-5.4", "lector"), List.of("local")),
                        new Speech(1.25, Map.of("hi-IN", "cartesia:asha")),
                        List.of(ORDERS.with(
                                TestVault.headers().seal(org, ORDERS.url(), ORDERS.headers(), ToolHeaders.NONE))),
                        new TurnTakingProfiles(Map.of(AgentState.THINKING, 0.2, AgentState.COLLECTING, 0.0))));
        var agent = agents.insertIfAbsent(org, profile);
        assertThat(agent.profile()).isEqualTo(profile);
        assertThat(agents.find(org, "front-desk")).hasValue(agent);
        assertThat(agents.find(org, agent.id().toString())).hasValue(agent);
        assertThat(agents.find(TestPostgres.organisation(database), "front-desk"))
                .isEmpty();
    }

    @Test
    void keepsASecretOfAToolThatNobodyIsShown() {
        var profile = AgentProfile.of("tools", "Tools", "en-US", PERSONA)
                .with(new Refinements(
                        Habits.USUAL, Fallbacks.NONE, Speech.PLAIN, List.of(ORDERS), TurnTakingProfiles.NONE));
        String shown = AgentSettings.shown(profile).toString();
        assertThat(shown).contains("Authorization").doesNotContain("secret");
        assertThat(profile.toString()).doesNotContain("secret");
        assertThatThrownBy(() -> agents.insertIfAbsent(org, profile))
                .as("open, as a request gave it")
                .hasMessageContaining("must be sealed");
        assertThatThrownBy(() ->
                        AgentSettings.read(Body.of(shown.replace("\"********\"", "{\"sealed\":\"AAAA\"}")), profile))
                .as("a request seals nothing")
                .hasMessageContaining("must be a text");
        assertThat(AgentSettings.read(Body.of(shown), profile))
                .as("what was hidden comes back as it was")
                .isEqualTo(profile);
        assertThatThrownBy(() ->
                        AgentSettings.read(Body.of(shown.replace("api.example.org", "elsewhere.example.org")), profile))
                .as("another server is not told it")
                .hasMessageContaining("header Authorization of lookup_order must be given its value again");
        var other = profile.with(new Refinements(
                Habits.USUAL,
                Fallbacks.NONE,
                Speech.PLAIN,
                List.of(ORDERS.with(ToolHeaders.given(Map.of("Authorization", "secret2")))),
                TurnTakingProfiles.NONE));
        assertThat(AgentSettings.diff(profile, other)).singleElement().satisfies(difference -> {
            assertThat(difference.field()).isEqualTo("tools");
            assertThat(difference.toString()).doesNotContain("secret");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'end_call','description':'x','url':'https://a.example'} | name of end_call is a built-in",
                "{'name':'a b','description':'x','url':'https://a.example'} | must have names",
                "{'name':'a','url':'https://a.example'} | description of a must hold",
                "{'name':'a','description':'x'} | url of a must be an address",
                "{'name':'a','description':'x','url':'ftp://a.example'} | url of a must be an address",
                "{'name':'a','description':'x','url':'https://me:pw@a.example'} | url of a must be an address",
                "{'name':'a','description':'x','url':'https://a.example','method':'HEAD'} | method of a must be",
                "{'name':'a','description':'x','url':'https://a.example','parameters':{'type':'array'}} | parameters of a must",
                "{'name':'a','description':'x','url':'https://a.example','headers':{'Host':'b'}} | headers of a may not hold Host",
                "{'name':'a','description':'x','url':'https://a.example','timeout_ms':999} | timeout_ms of a must lie"
            })
    void saysWhatIsWrongWithATool(String tool, String message) {
        var base = AgentProfile.of("tools", "Tools", "en-US", PERSONA);
        String body = "{\"tools\":[" + tool.replace('\'', '"') + "]}";
        assertThatThrownBy(() -> AgentSettings.read(Body.of(body), base))
                .isInstanceOfSatisfying(
                        InvalidAgent.class, e -> assertThat(e.field()).isEqualTo("tools"))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] |  | must be an object of states",
                "{'dreaming':{}} | .dreaming | is no state of an agent: choose collecting, greeting, thinking, using_tool, speaking",
                "{'listening':{'responsiveness':1}} | .listening | has no profile: what ends turns then is the agent's own responsiveness",
                "{'thinking':0.5} | .thinking | must be an object such as {'interruption_sensitivity': 0.5}",
                "{'thinking':{'responsiveness':0.5}} | .thinking.responsiveness | has no meaning in this state: it takes interruption_sensitivity alone",
                "{'collecting':{'interruption_sensitivity':0.5}} | .collecting.interruption_sensitivity | has no meaning in this state: it takes responsiveness alone",
                "{'using_tool':{'interruption_sensitivity':1.01}} | .using_tool.interruption_sensitivity | must be a number between 0 and 1",
                "{'collecting':{'responsiveness':'slow'}} | .collecting.responsiveness | must be a number between 0 and 1"
            })
    void saysWhatIsWrongWithATurnTakingProfile(String profiles, @Nullable String within, String message) {
        var base = AgentProfile.of("desk", "Desk", "en-US", PERSONA);
        String body = "{\"turn_taking_profiles\":" + profiles.replace('\'', '"') + "}";
        assertThatThrownBy(() -> AgentSettings.read(Body.of(body), base))
                .isInstanceOfSatisfying(
                        InvalidAgent.class,
                        e -> assertThat(e.field()).isEqualTo("turn_taking_profiles" + (within == null ? "" : within)))
                .hasMessageContaining(message.replace("{'", "{\"").replace("':", "\":"));
    }

    @Test
    void takesTurnsInAStateAsItTakesThemAnywhereUntilItIsTold() {
        var base = AgentProfile.of("desk", "Desk", "en-US", PERSONA);
        assertThat(base.refinements().profiles()).isEqualTo(TurnTakingProfiles.NONE);
        var firm = AgentSettings.read(
                Body.of("{\"turn_taking_profiles\":{\"thinking\":{\"interruption_sensitivity\":0.2},\"speaking\":{}}}"),
                base);
        assertThat(firm.refinements().profiles().knobs()).containsExactly(Map.entry(AgentState.THINKING, 0.2));
        assertThat(AgentSettings.parse(AgentSettings.write(firm).toString())).isEqualTo(firm);
        assertThat(AgentSettings.diff(base, firm)).singleElement().satisfies(difference -> {
            assertThat(difference.field()).isEqualTo("turn_taking_profiles");
            assertThat(difference.before()).isEmpty();
            assertThat(difference.after().toString()).isEqualTo("{\"thinking\":{\"interruption_sensitivity\":0.2}}");
        });
        assertThat(AgentSettings.read(Body.of("{\"description\":\"x\"}"), firm).refinements())
                .as("what is not named stays")
                .isEqualTo(firm.refinements());
        assertThat(AgentSettings.read(Body.of("{\"turn_taking_profiles\":null}"), firm))
                .isEqualTo(base);
        assertThat(AgentSettings.read(Body.of("{\"turn_taking_profiles\":{\"thinking\":null}}"), firm))
                .isEqualTo(base);
    }

    private static Object plain(JsonNode value) {
        return value.isNumber() ? value.asDouble() : value.toString();
    }

    @Test
    void isWhatTheApiSaysAnAgentIsThatWasToldNothing() throws IOException {
        JsonNode described;
        try (var in =
                Objects.requireNonNull(AgentsTest.class.getResourceAsStream("/io/antiphon/control/api/openapi.json"))) {
            described = new JsonMapper().readTree(in).at("/components/schemas/AgentSettings/properties");
        }
        var usual = AgentSettings.write(AgentSettings.usual("desk", "Desk"));
        var defaults = described.propertyNames().stream()
                .filter(name -> described.get(name).has("default"))
                .toList();
        assertThat(defaults).contains("end_call_after_silence_ms", "max_call_duration_ms", "reminder_trigger_ms");
        for (String name : defaults) {
            assertThat(plain(usual.get(name)))
                    .as(name)
                    .isEqualTo(plain(described.get(name).get("default")));
        }
        assertThat(usual.get("end_call_after_silence_ms").asInt()).isEqualTo(30_000);
        assertThat(usual.get("max_call_duration_ms").asInt()).isEqualTo(3_600_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 14000", "0.8, 6000", "1, 4000"})
    void saysAWordAsOftenAsItIsAskedTo(double frequency, int interval) {
        assertThat(new Habits(2, true, false, true, frequency, List.of(), null).backchannelIntervalMs())
                .isEqualTo(interval);
    }

    @Test
    void speaksTheLanguageThatACallAsksForWithItsOwnVoice() {
        var profile = AgentProfile.of("desk", "Desk", "en-IN", PERSONA)
                .with(new Choices(null, null, "elevenlabs"))
                .with(new Refinements(
                        Habits.USUAL,
                        Fallbacks.NONE,
                        new Speech(1, Map.of("hi-IN", "cartesia:asha", "ta", "cartesia:meena")),
                        List.of(),
                        TurnTakingProfiles.NONE));
        assertThat(profile.in(null)).isEqualTo(profile);
        assertThat(profile.in("fr-FR")).as("which it has no voice for").isEqualTo(profile);
        assertThat(profile.in("hi").language()).isEqualTo("hi-IN");
        assertThat(profile.in("HI-in").choices().voiceId()).isEqualTo("cartesia:asha");
        assertThat(profile.in("ta-IN").language()).isEqualTo("ta");
    }

    @Test
    void fillsInWhatACallBringsAndElseItsOwn() {
        var persona = new Persona(
                "{{shop}}: help {{ caller }}.",
                "Hello {{caller}}.",
                List.of(),
                Map.of("shop", "Tea", "caller", "friend"));
        assertThat(persona.filledGreeting(Map.of("caller", "$1 Asha"))).isEqualTo("Hello $1 Asha.");
        assertThat(persona.filledPrompt(Map.of())).isEqualTo("Tea: help friend.");
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
