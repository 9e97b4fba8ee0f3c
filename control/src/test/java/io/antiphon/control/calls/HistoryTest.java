package io.antiphon.control.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.Persona;
import io.antiphon.control.api.Failures;
import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looking for calls that are over, and taking them away. */
class HistoryTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path data;

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final Agents agents = new Agents(database.tenancy());
    private final Calls calls = new Calls(database.tenancy(), InstantSource.system(), "test");
    private final UUID desk = agent("desk");
    private final UUID night = agent("night");
    private MockMvc web = MockMvcBuilders.standaloneSetup(new Object()).build();

    @BeforeEach
    void routes() {
        var recordings = new Recordings(data.resolve("recordings"));
        var tenancy = database.tenancy();
        var audit = new AuditLog(tenancy, InstantSource.system(), () -> Actor.SYSTEM);
        web = MockMvcBuilders.standaloneSetup(
                        new CallRoutes(
                                () -> org,
                                calls,
                                agents,
                                recordings,
                                new CallDeletion(tenancy, recordings, audit),
                                audit),
                        new HistoryRoutes(() -> org, agents, calls, new Waits(tenancy, InstantSource.system()), audit))
                .setControllerAdvice(new Failures())
                .build();
    }

    @Test
    void findsWhatWasSaidInAnyScriptAndShowsWhere() throws Exception {
        String english = call(desk, "Is the café open at night?", "Yes, until ten.");
        String hindi = call(desk, "रात को साँस फूलती है।", "सिरहाना ऊँचा रखें।");
        String marathi = call(night, "मला श्‍वास घ्यायला त्रास होतो.", "उशी उंच ठेवा.");
        String tamil = call(night, "இரவில் மூச்சுத் திணறல் வருகிறது.", "தலையணையை உயர்த்துங்கள்.");

        assertThat(found("CAFE")).containsExactly(english);
        assertThat(found("सांस")).containsExactly(hindi);
        assertThat(found("श्वास")).containsExactly(marathi);
        assertThat(found("மூச்சு")).as("the beginning of a word is enough").containsExactly(tamil);
        assertThat(found("\"open at night\"")).containsExactly(english);
        assertThat(found("\"night open\"")).isEmpty();
        assertThat(found("open -ten")).isEmpty();
        assertThat(found("रात ऊंचा")).as("words of both sides").containsExactly(hindi);
        assertThat(found("o'brien; drop table calls --")).isEmpty();

        JsonNode hit = json(get("/api/v1/calls?q=" + encoded("सांस"))).at("/calls/0/hit");
        assertThat(hit.path("role").asString()).isEqualTo("user");
        String text = hit.path("text").asString();
        assertThat(text.substring(
                        hit.at("/marks/0/0").asInt(), hit.at("/marks/0/1").asInt()))
                .isEqualTo("साँस");
    }

    @Test
    void findsOnlyOnesOwnCalls() throws Exception {
        UUID others = TestPostgres.organisation(database);
        record(others, null, null, journal -> journal.transcript(Talk.caller(1, "zebra crossing", 0, 10)));
        String ours = call(desk, "a zebra", "Indeed.");
        assertThat(found("zebra")).containsExactly(ours);
    }

    @Test
    void narrowsTheListByEveryMeans() throws Exception {
        String smooth = call(desk, "Hello", "Hello to you.");
        String rough = record(org, night, "+15551234567", journal -> {
            journal.event(new JournalEvent(5, 5, "ProviderFailed", Map.of("kind", "UNREACHABLE")));
            journal.transcript(Talk.caller(1, "Hello", 10, 60));
            journal.turn(Talk.cutOff(1, 900));
        });
        assertThat(listed("agent=night")).containsExactly(rough);
        assertThat(listed("interrupted=true")).containsExactly(rough);
        assertThat(listed("interrupted=false")).containsExactly(smooth);
        assertThat(listed("error=true")).containsExactly(rough);
        assertThat(listed("caller=%2B15551234567")).containsExactly(rough);
        assertThat(listed("caller=4567")).containsExactly(rough);
        assertThat(listed("caller=+15551234567"))
                .as("a plus sign that nobody encoded")
                .containsExactly(rough);
        assertThat(listed("channel=browser&direction=inbound&status=completed")).containsExactly(rough, smooth);
        assertThat(listed("direction=outbound")).isEmpty();
        assertThat(listed("min_seconds=31")).isEmpty();
        assertThat(listed("max_seconds=30")).hasSize(2);
        assertThat(listed("from=2099-01-01T00:00:00Z")).isEmpty();
        assertThat(listed("to=2099-01-01T00:00:00%2B05:30")).hasSize(2);
        assertThat(listed("q=hello&error=true&agent=night&caller=4567&from=2020-01-01T00:00:00Z&min_seconds=1"))
                .containsExactly(rough);
        assertThat(listed("q=hello&interrupted=true&agent=desk")).isEmpty();
    }

    @Test
    void goesThroughWhatItFoundPageByPage() throws Exception {
        String first = call(desk, "lantern", "Yes.");
        String second = call(desk, "lantern", "Yes.");
        String third = call(desk, "lantern", "Yes.");
        JsonNode page = json(get("/api/v1/calls?q=lantern&limit=2"));
        assertThat(ids(page)).containsExactly(third, second);
        page = json(get(
                "/api/v1/calls?q=lantern&limit=2&before=" + page.path("next").asString()));
        assertThat(ids(page)).containsExactly(first);
        assertThat(page.path("next").isNull()).isTrue();
    }

    @Test
    void keepsWhatBecameOfEachTool() throws Exception {
        String id = record(org, desk, null, journal -> {
            journal.event(tool("ToolStarted", 50, Map.of("id", "t1.1", "name", "book", "arguments", "{\"at\": 9}")));
            journal.event(tool("ToolStarted", 51, Map.of("id", "t1.2", "name", "look", "arguments", "not json")));
            journal.event(tool("ToolFinished", 60, Map.of("id", "t1.1", "name", "book", "result", "{\"ok\":true}")));
            journal.event(tool("ToolFinished", 70, Map.of("id", "t1.2", "name", "look", "result", "error: no answer")));
            journal.event(tool("ToolStarted", 80, Map.of("id", "t2.1", "name", "wait", "arguments", "{}")));
        });
        JsonNode tools = json(get("/api/v1/calls/" + id)).path("tools");
        assertThat(tools).hasSize(3);
        assertThat(tools.at("/0/status").asString()).isEqualTo("completed");
        assertThat(tools.at("/0/arguments/at").asInt()).isEqualTo(9);
        assertThat(tools.at("/0/result/ok").asBoolean()).isTrue();
        assertThat(tools.at("/0/started_ms").asInt()).isEqualTo(1000);
        assertThat(tools.at("/0/ms").asInt()).isEqualTo(200);
        assertThat(tools.at("/1/status").asString()).isEqualTo("failed");
        assertThat(tools.at("/1/arguments").asString()).isEqualTo("not json");
        assertThat(tools.at("/1/error_message").asString()).isEqualTo("no answer");
        assertThat(tools.at("/2/status").asString()).isEqualTo("failed");
        assertThat(tools.at("/2/error_message").asString()).contains("the call ended");
    }

    @Test
    void sumsUpHowLongCallersWaited() throws Exception {
        for (int wait : new int[] {400, 500, 600}) {
            record(org, desk, null, journal -> {
                journal.turn(Talk.turn(1, wait));
                journal.turn(Talk.turn(2, wait + 1000));
            });
        }
        record(org, night, null, journal -> journal.turn(Talk.turn(1, 90)));
        call(night, "no turn", "was measured");
        JsonNode waits = json(get("/api/v1/calls/waits?days=1&zone=Asia/Kolkata"));
        assertThat(waits.at("/all/turns").asInt()).isEqualTo(7);
        assertThat(waits.at("/all/calls").asInt()).isEqualTo(5);
        assertThat(waits.at("/all/p50").asInt()).isEqualTo(600);
        assertThat(waits.at("/all/p99").asInt()).isEqualTo(1600);
        assertThat(waits.path("days")).hasSize(1);
        assertThat(waits.path("agents")).hasSize(2);
        assertThat(waits.at("/agents/0/agent/name").asString()).isEqualTo("desk");
        assertThat(waits.at("/agents/0/p95").asInt()).isEqualTo(1600);
        assertThat(json(get("/api/v1/calls/waits?agent=night")).at("/all/p50").asInt())
                .isEqualTo(90);
    }

    @Test
    void givesCallsAwayAsFiles() throws Exception {
        String id = record(org, desk, "+15551234567", journal -> {
            journal.event(Talk.event(1));
            journal.transcript(Talk.caller(1, "When, \"please\"?", 50, 60));
            journal.transcript(Talk.agent(1, "At nine", 70, 90));
        });
        for (int i = 0; i < 3; i++) {
            calls.start(Talk.browserCall(org));
        }
        var csv = get("/api/v1/calls/export?format=csv");
        assertThat(csv.getContentType()).startsWith("text/csv");
        assertThat(csv.getContentAsString().lines())
                .hasSize(5)
                .anyMatch(line -> line.contains(id + ",") && line.contains(",+15551234567,desk,"));
        assertThat(get("/api/v1/calls/export?format=jsonl&agent=desk")
                        .getContentAsString()
                        .lines()
                        .map(line -> JSON.readTree(line).path("id").asString()))
                .containsExactly(id);

        JsonNode whole = json(get("/api/v1/calls/" + id + "/export"));
        assertThat(whole.at("/transcript/0/content").asString()).isEqualTo("When, \"please\"?");
        assertThat(whole.path("journal")).hasSize(1);
        var text = get("/api/v1/calls/" + id + "/export?format=text");
        assertThat(text.getContentAsString(StandardCharsets.UTF_8))
                .contains("[00:01] Caller: When, \"please\"?\n[00:01] Agent: At nine —\n");
        assertThat(database.tenancy()
                        .<Integer>within(
                                org,
                                sql -> sql.sql("select count(*) from audit_log where action = 'call.exported'")
                                        .query(Integer.class)
                                        .single()))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?q=-night | q",
                "?q=... | q",
                "?direction=up | direction",
                "?channel=A%20b | channel",
                "?caller=bob | caller",
                "?from=yesterday | from",
                "?to=2026-13-01T00:00:00Z | to",
                "?min_seconds=-1 | min_seconds",
                "?max_seconds=long | max_seconds",
                "?interrupted=yes | interrupted",
                "?error=1 | error",
                "?provider_call_id=%00 | provider_call_id",
                "/export?format=xls | format",
                "/01890a5d-ac96-774b-bcce-b302099a8057/export?format=pdf | format",
                "/waits?days=0 | days",
                "/waits?days=93 | days",
                "/waits?zone=Mars/Base | zone",
                "/waits?agent=nobody | agent"
            })
    void namesWhatItCannotUse(String query, String field) throws Exception {
        var response = get("/api/v1/calls" + query);
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(JSON.readTree(response.getContentAsByteArray())
                        .at("/error/field")
                        .asString())
                .isEqualTo(field);
    }

    private UUID agent(String name) {
        return agents.insertIfAbsent(
                        org, AgentProfile.of(name, name, "en-US", new Persona("Be brief.", "Hello.", List.of())))
                .id();
    }

    private String call(UUID agent, String caller, String answer) throws InterruptedException {
        return record(org, agent, null, journal -> {
            journal.transcript(Talk.caller(1, caller, 10, 60));
            journal.transcript(Talk.agent(1, answer, 70, 90));
        });
    }

    private String record(UUID organisation, @Nullable UUID agent, @Nullable String number, Consumer<CallJournal> told)
            throws InterruptedException {
        var call = calls.start(new NewCall(organisation, agent, "browser", NewCall.Direction.INBOUND, number, null));
        try (var journals = Journals.start(
                data.resolve("spool"), new Recordings(data.resolve("recordings")), database, InstantSource.system())) {
            var journal = journals.open(call, false);
            told.accept(journal);
            journal.ended("user_ended", 1500);
            assertThat(journals.settle(Duration.ofSeconds(20))).isTrue();
        }
        return call.id().toString();
    }

    private static JournalEvent tool(String type, long tick, Map<String, String> details) {
        return new JournalEvent(tick, tick * 20_000, type, details);
    }

    private List<String> found(String words) throws Exception {
        return listed("q=" + encoded(words));
    }

    private List<String> listed(String query) throws Exception {
        return ids(json(get("/api/v1/calls?" + query)));
    }

    private static List<String> ids(JsonNode page) {
        return page.path("calls")
                .valueStream()
                .map(call -> call.path("id").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private MockHttpServletResponse get(String path) throws Exception {
        return web.perform(MockMvcRequestBuilders.get(URI.create(path)))
                .andReturn()
                .getResponse();
    }

    private static JsonNode json(MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).isEqualTo(200);
        return JSON.readTree(response.getContentAsString(StandardCharsets.UTF_8));
    }
}
