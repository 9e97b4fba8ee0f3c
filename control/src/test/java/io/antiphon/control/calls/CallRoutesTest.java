package io.antiphon.control.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.AgentRoutes;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.Persona;
import io.antiphon.control.agents.ProfileCheck;
import io.antiphon.control.agents.Releases;
import io.antiphon.control.agents.TestVault;
import io.antiphon.control.api.Failures;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.api.RequestIds;
import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.prompts.SystemPrompts;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.webhooks.Outbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

class CallRoutesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path data;

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final Agents agents = new Agents(database.tenancy());
    private final Calls calls = new Calls(database.tenancy(), InstantSource.system(), "test");
    private final UUID agent = agents.insertIfAbsent(
                    org, AgentProfile.of("desk", "The desk", "en-US", new Persona("Be brief.", "Hello.", List.of())))
            .id();
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
                        new AgentRoutes(
                                () -> org,
                                agents,
                                new Releases(
                                        tenancy,
                                        agents,
                                        TestVault.headers(),
                                        audit,
                                        new Outbox(tenancy, InstantSource.system()),
                                        () -> Actor.SYSTEM),
                                new SystemPrompts(tenancy, audit),
                                new Idempotency(tenancy),
                                audit,
                                ProfileCheck.NONE))
                .setControllerAdvice(new Failures())
                .addFilters(new RequestIds())
                .build();
    }

    @Test
    void listsCallsPageByPageNewestFirst() throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(start().id().toString());
        }
        var seen = new ArrayList<String>();
        String query = "?limit=2";
        List<Integer> sizes = new ArrayList<>();
        while (!query.isEmpty()) {
            JsonNode page = json(get("/api/v1/calls" + query), 200);
            page.get("calls").forEach(call -> seen.add(call.get("id").asString()));
            sizes.add(page.get("calls").size());
            query = page.get("next").isNull()
                    ? ""
                    : "?limit=2&before=" + page.get("next").asString();
        }
        assertThat(seen).isEqualTo(ids);
        assertThat(sizes).containsExactly(2, 2, 1);
    }

    @Test
    void listsOnlyWhatIsAskedFor() throws Exception {
        String ours = start().id().toString();
        calls.start(Talk.browserCall(org));
        assertThat(json(get("/api/v1/calls?agent=desk"), 200).get("calls").findValuesAsString("id"))
                .contains(ours);
        assertThat(json(get("/api/v1/calls?agent=" + agent), 200).get("calls")).hasSize(1);
        assertThat(json(get("/api/v1/calls?status=in-progress"), 200).get("calls"))
                .hasSize(2);
        assertThat(json(get("/api/v1/calls?status=failed"), 200).get("calls")).isEmpty();
    }

    @Test
    void showsOneCallInFull() throws Exception {
        var call = start();
        try (var journals = Journals.start(
                data.resolve("spool"), new Recordings(data.resolve("recordings")), database, InstantSource.system())) {
            var journal = journals.open(call, true);
            journal.event(Talk.event(1));
            journal.event(Talk.event(2));
            journal.sound(Talk.level(8000, 5), null);
            journal.transcript(Talk.caller(1, "When do you open?", 10, 60));
            journal.turn(Talk.turn(1, 640));
            journal.ended("user_ended", 1500);
            assertThat(journals.settle(Duration.ofSeconds(20))).isTrue();
        }
        String path = "/api/v1/calls/" + call.id();
        JsonNode shown = json(get(path), 200);
        assertThat(shown.at("/agent/name").asString()).isEqualTo("desk");
        assertThat(shown.get("status").asString()).isEqualTo("completed");
        assertThat(shown.get("duration_seconds").asInt()).isEqualTo(30);
        assertThat(shown.get("started_at").asString()).endsWith("Z");
        assertThat(shown.at("/voice_to_voice_ms/p95").asInt()).isEqualTo(640);
        assertThat(shown.at("/transcript/0").propertyNames())
                .containsExactlyInAnyOrder(
                        "role",
                        "content",
                        "language",
                        "start_ms",
                        "end_ms",
                        "interrupted",
                        "confidence",
                        "turn",
                        "timestamp");
        assertThat(shown.at("/turns_detail/0/sources/0/document").asString()).isEqualTo("hours.md");
        assertThat(shown.at("/turns_detail/0/latency/voice_to_voice_ms").asInt())
                .isEqualTo(640);
        assertThat(shown.at("/turns_detail/0/latency/heard_ms").isNull()).isTrue();
        assertThat(shown.at("/recording/url").asString()).isEqualTo(path + "/recording");
        assertThat(shown.at("/recording/partial").asBoolean()).isFalse();

        var journal = get(path + "/journal");
        assertThat(journal.getContentType()).isEqualTo("application/x-ndjson");
        var lines = journal.getContentAsString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(JSON.readTree(lines.getLast()).at("/details/tick").asInt()).isEqualTo(2);

        var whole = get(path + "/recording");
        assertThat(whole.getStatus()).isEqualTo(200);
        assertThat(whole.getContentType()).isEqualTo("audio/wav");
        assertThat(whole.getContentAsByteArray()).hasSize(44 + 640);
        var part = web.perform(MockMvcRequestBuilders.get(path + "/recording").header("Range", "bytes=8-11"))
                .andReturn()
                .getResponse();
        assertThat(part.getStatus()).isEqualTo(206);
        assertThat(part.getHeader("Content-Range")).isEqualTo("bytes 8-11/684");
        assertThat(part.getContentAsString(StandardCharsets.US_ASCII)).isEqualTo("WAVE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/calls?limit=0 | 400 | invalid_request | limit",
                "/api/v1/calls?limit=many | 400 | invalid_request | limit",
                "/api/v1/calls?limit=201 | 400 | invalid_request | limit",
                "/api/v1/calls?before=yesterday | 400 | invalid_request | before",
                "/api/v1/calls?before=eA | 400 | invalid_request | before",
                "/api/v1/calls?status=over | 400 | invalid_request | status",
                "/api/v1/calls?agent=nobody | 400 | invalid_request | agent",
                "/api/v1/calls/7 | 400 | invalid_request | id",
                "/api/v1/calls/01890a5d-ac96-774b-bcce-b302099a8057 | 404 | not_found |",
                "/api/v1/calls/01890a5d-ac96-774b-bcce-b302099a8057/recording | 404 | not_found |",
                "/api/v1/calls/01890a5d-ac96-774b-bcce-b302099a8057/journal | 404 | not_found |",
                "/api/v1/agents/nobody | 404 | not_found |",
                "/api/v1/nothing | 404 | not_found |"
            })
    void tellsWhatIsWrongInOneShape(String path, int status, String code, String field) throws Exception {
        var response = web.perform(MockMvcRequestBuilders.get(path).header("X-Request-Id", "abc-1"))
                .andReturn()
                .getResponse();
        JsonNode body = json(response, status);
        assertThat(body.at("/error/code").asString()).isEqualTo(code);
        assertThat(body.at("/error/message").asString()).isNotBlank();
        assertThat(body.at("/error/field").asString("")).isEqualTo(field == null ? "" : field);
        assertThat(body.at("/error/request_id").asString()).isEqualTo("abc-1");
        assertThat(response.getHeader("X-Request-Id")).isEqualTo("abc-1");
    }

    @Test
    void saysThatACallIsNotOverYet() throws Exception {
        JsonNode body = json(get("/api/v1/calls/" + start().id() + "/recording"), 404);
        assertThat(body.at("/error/message").asString()).contains("not over yet");
    }

    @Test
    void hidesTheCallsOfOthers() throws Exception {
        UUID others = TestPostgres.organisation(database);
        UUID theirs = calls.start(Talk.browserCall(others)).id();
        json(get("/api/v1/calls/" + theirs), 404);
        json(get("/api/v1/calls/" + theirs + "/journal"), 404);
        assertThat(json(get("/api/v1/calls"), 200).get("calls")).isEmpty();
        UUID theirAgent = agents.insertIfAbsent(
                        others, AgentProfile.of("theirs", "Theirs", "en-US", new Persona("Be brief.", "", List.of())))
                .id();
        json(get("/api/v1/agents/" + theirAgent), 404);
        json(get("/api/v1/agents/" + UUID.randomUUID()), 404);
        assertThat(database.tenancy()
                        .<List<String>>within(
                                org,
                                sql -> sql.sql(
                                                "select target_id from audit_log where action = 'access.foreign' order by seq")
                                        .query(String.class)
                                        .list()))
                .as("noted, unlike an id that is nobody's")
                .containsExactly(theirs.toString(), theirs.toString(), theirAgent.toString());
    }

    @Test
    void showsAgentsByIdAndByName() throws Exception {
        JsonNode byName = json(get("/api/v1/agents/desk"), 200);
        assertThat(byName.get("display_name").asString()).isEqualTo("The desk");
        assertThat(byName.get("is_active").asBoolean()).isTrue();
        assertThat(byName.get("end_call_after_silence_ms").asInt()).isEqualTo(30_000);
        assertThat(byName.get("metadata").isObject()).isTrue();
        assertThat(json(get("/api/v1/agents/" + agent), 200)).isEqualTo(byName);
        assertThat(json(get("/api/v1/agents"), 200).get("agents")).hasSize(1);
    }

    private OpenCall start() {
        return calls.start(new NewCall(org, agent, "browser", NewCall.Direction.INBOUND, null, null));
    }

    private MockHttpServletResponse get(String path) throws Exception {
        return web.perform(MockMvcRequestBuilders.get(path)).andReturn().getResponse();
    }

    private static JsonNode json(MockHttpServletResponse response, int status) throws Exception {
        assertThat(response.getStatus()).isEqualTo(status);
        return JSON.readTree(response.getContentAsString(StandardCharsets.UTF_8));
    }
}
