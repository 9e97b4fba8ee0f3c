package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.storage.Database;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agents and calls over HTTP: the canonical surface and the older one, whose examples run as they are printed. */
class AgentApiTest {
    private static final Api API = RunningServer.shared().api();
    private static final Map<String, String> NONE = Map.of();

    @Test
    void runsTheOlderSurfacesExamplesWithCurl() throws Exception {
        JsonNode made = curl(
                "-X",
                "POST",
                API.address() + "/api/agents",
                "-H",
                "Content-Type: application/json",
                "-d",
                "{\"name\": \"Sales Agent\", \"system_prompt\": \"You are a sales assistant.\", \"llm_model\": \"gpt-4\"}");
        assertThat(made.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "description",
                        "system_prompt",
                        "voice_id",
                        "language",
                        "llm_model",
                        "tools_enabled",
                        "is_active",
                        "metadata",
                        "created_at",
                        "updated_at");
        assertThat(made.path("name").asString()).isEqualTo("Sales Agent");
        assertThat(made.path("voice_id").asString()).isEqualTo("21m00Tcm4TlvDq8ikWAM");
        assertThat(made.path("language").asString()).isEqualTo("en-US");
        assertThat(made.path("tools_enabled").isEmpty()).isTrue();
        assertThat(made.path("is_active").asBoolean()).isTrue();
        assertThat(made.path("metadata").isNull()).isTrue();
        assertThat(made.path("created_at").asString()).endsWith("Z");
        String agent = API.address() + "/api/agents/" + made.path("id").asString();
        assertThat(curl(API.address() + "/api/agents")).contains(made);
        JsonNode changed = curl(
                "-X", "PUT", agent, "-H", "Content-Type: application/json", "-d", "{\"name\": \"Updated Agent Name\"}");
        assertThat(changed.path("name").asString()).isEqualTo("Updated Agent Name");
        assertThat(changed.path("system_prompt").asString()).isEqualTo("You are a sales assistant.");
        assertThat(changed.path("updated_at").asString())
                .isGreaterThan(made.path("updated_at").asString());
        assertThat(curl(agent)).isEqualTo(changed);
        JsonNode outbound = curl(
                "-X",
                "POST",
                API.address() + "/api/calls/outbound",
                "-H",
                "Content-Type: application/json",
                "-d",
                "{\"agent_id\": \"" + made.path("id").asString() + "\", \"to_number\": \"+15551234567\"}");
        assertThat(outbound.path("detail").asString()).contains("no line that places calls");
        assertThat(curl("-X", "DELETE", agent)).isEqualTo(json("{\"deleted\":true}"));
        assertThat(curl("-X", "DELETE", agent).path("detail").asString()).isEqualTo("Agent not found");
    }

    @Test
    void showsCallsAsTheOlderSurfaceDid() throws Exception {
        String id;
        try (var socket = new RawSocket(API.socket(
                "/ws/voice-browser?agent_id=" + RunningServer.shared().quietAgent()))) {
            id = json(socket.next("session_started")).path("call_id").asString();
            assertThat(status("DELETE", "/api/calls/" + id, null))
                    .as("while it goes on")
                    .isEqualTo(409);
            socket.text("{\"type\":\"end\"}");
            socket.next("session_ended");
        }
        API.ended(id);
        JsonNode call = curl(API.address() + "/api/calls/" + id);
        assertThat(call.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "agent_id",
                        "direction",
                        "caller_number",
                        "twilio_call_sid",
                        "status",
                        "end_reason",
                        "duration_seconds",
                        "summary",
                        "started_at",
                        "ended_at",
                        "metadata",
                        "agents");
        assertThat(call.path("direction").asString()).isEqualTo("browser");
        assertThat(call.path("status").asString()).isEqualTo("completed");
        assertThat(call.path("agents")).isEqualTo(json("{\"name\":\"Quiet\"}"));
        assertThat(curl(API.address() + "/api/calls").isArray()).isTrue();
        HttpResponse<byte[]> transcript = API.get("/api/calls/" + id + "/transcript?limit=1");
        assertThat(json(transcript).isArray()).isTrue();
        assertThat(transcript.headers().firstValue("X-Total-Count"))
                .contains(Integer.toString(
                        API.json("/api/calls/" + id + "/transcript").size()));
        assertThat(curl("-X", "DELETE", API.address() + "/api/calls/" + id)).isEqualTo(json("{\"deleted\":true}"));
        assertThat(status("GET", "/api/v1/calls/" + id, null)).isEqualTo(404);
    }

    /** In an organisation of its own, where nobody else makes and deletes agents meanwhile. */
    @Test
    void saysInHeadersHowAListOfTheOlderSurfaceGoesOn() throws Exception {
        Neighbour neighbour = Neighbour.of(RunningServer.shared(), "agents:read calls:read");
        neighbour.hire(RunningServer.shared(), 4);
        Api theirs = API.with(neighbour.key());
        HttpResponse<byte[]> all = theirs.get("/api/agents");
        assertThat(json(all).size()).isEqualTo(5);
        assertThat(all.headers().firstValue("X-Total-Count")).contains("5");
        assertThat(all.headers().firstValue("Link")).as("where all are shown").isEmpty();

        List<JsonNode> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Optional<String> path = Optional.of("/api/agents?limit=2");
        while (path.isPresent()) {
            HttpResponse<byte[]> part = theirs.get(path.get());
            sizes.add(json(part).size());
            json(part).forEach(seen::add);
            path = link(part, "next");
        }
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(seen).containsExactlyElementsOf(Api.each(json(all)));
        assertThat(link(theirs.get("/api/agents?limit=2&offset=1"), "prev")).contains("/api/agents?limit=2&offset=0");
        assertThat(link(theirs.get("/api/agents?offset=7"), "next"))
                .as("behind the last")
                .isEmpty();
        assertThat(theirs.get("/api/calls").headers().firstValue("X-Total-Count"))
                .contains("1");
        HttpResponse<byte[]> odd = theirs.get("/api/calls?offset=-1");
        assertThat(odd.statusCode()).isEqualTo(400);
        assertThat(json(odd).path("detail").asString()).contains("offset must be a whole number");
    }

    private static Optional<String> link(HttpResponse<byte[]> response, String relation) {
        return response.headers().firstValue("Link").stream()
                .flatMap(links -> Stream.of(links.split(", ", -1)))
                .filter(link -> link.endsWith("rel=\"" + relation + "\""))
                .map(link -> link.substring(1, link.indexOf('>')))
                .findFirst();
    }

    private static JsonNode curl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-s", "-H", "Authorization: Bearer " + API.key()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(RunningServer.shared().data(), "curl", ".json");
        Process curl = new ProcessBuilder(command).redirectOutput(said.toFile()).start();
        assertThat(curl.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return json(Files.readString(said));
    }

    @Test
    void changesAnAgentOnlyInTheStateThatWasRead() throws Exception {
        String path = "/api/v1/agents/" + make("etag");
        String tag = API.get(path).headers().firstValue("ETag").orElseThrow();
        assertThat(API.send("PATCH", path, "{\"greeting\":\"Hello.\"}", Map.of("If-Match", tag))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> late = API.send("PATCH", path, "{\"greeting\":\"Hi.\"}", Map.of("If-Match", tag));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(error(late).path("code").asString()).isEqualTo("precondition_failed");
        assertThat(API.json(path).path("greeting").asString()).isEqualTo("Hello.");
        assertThat(API.send("DELETE", path, null, Map.of("If-Match", tag)).statusCode())
                .isEqualTo(412);
    }

    @Test
    void draftsComparesPublishesAndRollsBack() throws Exception {
        String path = "/api/v1/agents/" + make("released");
        assertThat(status(
                        "PUT",
                        path + "/draft",
                        "{\"greeting\":\"Welcome to {{shop}}.\",\"variables\":{\"shop\":\"Tea\"}}"))
                .isEqualTo(200);
        assertThat(API.json(path).path("greeting").asString())
                .as("calls go on as before")
                .isEmpty();
        assertThat(API.json(path).path("has_draft").asBoolean()).isTrue();
        assertThat(API.json(path + "/diff?to=draft").path("differences"))
                .extracting(one -> one.path("field").asString())
                .containsExactly("greeting", "variables");
        assertThat(status("POST", path + "/publish", "{\"note\":\"greets now\"}"))
                .isEqualTo(200);
        assertThat(API.json(path).path("version").asInt()).isEqualTo(2);
        assertThat(API.json(path).path("greeting").asString()).isEqualTo("Welcome to {{shop}}.");
        assertThat(status("POST", path + "/publish", "{}"))
                .as("nothing is left to publish")
                .isEqualTo(409);
        assertThat(status("POST", path + "/rollback", "{\"version\":1}")).isEqualTo(200);
        assertThat(API.json(path).path("version").asInt()).isEqualTo(3);
        assertThat(API.json(path).path("greeting").asString()).isEmpty();
        JsonNode versions = API.json(path + "/versions").path("versions");
        assertThat(versions).extracting(one -> one.path("version").asInt()).containsExactly(3, 2, 1);
        assertThat(versions.get(1).path("note").asString()).isEqualTo("greets now");
        assertThat(API.json(path + "/diff?from=1&to=2").path("differences")).hasSize(2);
        assertThat(status("POST", path + "/rollback", "{\"version\":9}")).isEqualTo(400);
    }

    @Test
    void makesOneAgentOfARequestThatIsSentTwice() throws Exception {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String body = "{\"name\":\"once\"}";
        HttpResponse<byte[]> first = API.send("POST", "/api/v1/agents", body, key);
        HttpResponse<byte[]> second = API.send("POST", "/api/v1/agents", body, key);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(json(second)).isEqualTo(json(first));
        HttpResponse<byte[]> other = API.send("POST", "/api/v1/agents", "{\"name\":\"twice\"}", key);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(status("POST", "/api/v1/agents", body))
                .as("without a key the name is taken")
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name",
                "{\"name\":\"No Slug\"} | name",
                "{\"name\":\"a\",\"language\":\"klingon!\"} | language",
                "{\"name\":\"a\",\"responsiveness\":2} | responsiveness",
                "{\"name\":\"a\",\"responsiveness\":\"quick\"} | responsiveness",
                "{\"name\":\"a\",\"reminder_max_count\":1.5} | reminder_max_count",
                "{\"name\":\"a\",\"max_call_duration_ms\":1} | max_call_duration_ms",
                "{\"name\":\"a\",\"system_prompt\":\" \"} | system_prompt",
                "{\"name\":\"a\",\"greeting\":\"Hello {{who}}\"} | greeting",
                "{\"name\":\"a\",\"variables\":{\"no name\":\"x\"}} | variables",
                "{\"name\":\"a\",\"tools_enabled\":[\"rm -rf /\"]} | tools_enabled",
                "{\"name\":\"a\",\"retention_days\":0} | retention_days",
                "{\"name\":\"a\",\"metadata\":[]} | metadata",
                "{\"name\":\"a\",\"recording\":\"yes\"} | recording",
                "{\"name\":\"a\",\"guesses\":6} | guesses",
                "{\"name\":\"a\",\"endpointing_ms\":50} | endpointing_ms",
                "{\"name\":\"a\",\"enable_backchannel\":\"often\"} | enable_backchannel",
                "{\"name\":\"a\",\"backchannel_frequency\":1.1} | backchannel_frequency",
                "{\"name\":\"a\",\"backchannel_words\":[\" \"]} | backchannel_words",
                "{\"name\":\"a\",\"voice_speed\":3} | voice_speed",
                "{\"name\":\"a\",\"voices\":{\"klingon!\":\"x\"}} | voices",
                "{\"name\":\"a\",\"ear\":\"cauliflower\"} | ear",
                "{\"name\":\"a\",\"fallback_ears\":[\"cauliflower\"]} | fallback_ears",
                "{\"name\":\"a\",\"fallback_voice_ids\":[\"slt\",\"slt\"]} | fallback_voice_ids",
                "{\"name\":\"a\",\"tools\":[{\"name\":\"t\",\"description\":\"d\",\"url\":\"file:///etc/passwd\"}]} | tools",
                "{\"name\":\"a\",\"voice\":\"deep\"} | voice"
            })
    void namesTheFieldThatIsWrong(String body, String field) throws Exception {
        HttpResponse<byte[]> response = API.send("POST", "/api/v1/agents", body, NONE);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).path("field").asString()).isEqualTo(field);
        assertThat(error(response).path("message").asString()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table agents; --",
                "<script>alert(1)</script>",
                "{{}} ${jndi:ldap://x} %00 \\\\",
                "நன்றி"
            })
    void keepsWhateverATextHoldsAndNothingElseHappens(String text) throws Exception {
        String name = "odd-" + UUID.randomUUID();
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "name",
                        name,
                        "display_name",
                        text,
                        "description",
                        text,
                        "system_prompt",
                        text,
                        "greeting",
                        text,
                        "metadata",
                        Map.of("note", text)));
        assertThat(status("POST", "/api/v1/agents", body)).isEqualTo(201);
        JsonNode read = API.json("/api/v1/agents/" + name);
        for (String field : List.of("display_name", "description", "system_prompt", "greeting")) {
            assertThat(read.path(field).asString()).isEqualTo(text);
        }
        assertThat(read.path("metadata").path("note").asString()).isEqualTo(text);
        assertThat(status("DELETE", "/api/v1/agents/" + name, null)).isEqualTo(204);
    }

    @Test
    void warnsOfProvidersThatNobodySwitchedOnAndSaysHow() throws Exception {
        String path = "/api/v1/agents/" + make("warned");
        assertThat(API.json(path).path("warnings")).isEmpty();
        assertThat(
                        status(
                                "PATCH",
                                path,
                                "{\"ear\":\"deepgram\",\"fallback_ears\":[\"openai-transcription\"],"
                                        + "\"llm_model\":\"claude-haiku-5-5\",\"fallback_llm_models\":[\"lector\"],"
                                        + "\"fallback_voice_ids\":[\"slt\",\"cartesia:asha\"],\"tools_enabled\":[\"transfer\"]}"))
                .isEqualTo(200);
        assertThat(API.json(path).path("warnings"))
                .extracting(warning -> warning.path("field").asString() + ": "
                        + warning.path("message").asString())
                .containsExactly(
                        "ear: deepgram is not switched on and is left out: set DEEPGRAM_API_KEY, or a key of your own on the"
                                + " console's Providers page",
                        "fallback_ears: openai-transcription is not switched on and is left out: set OPENAI_API_KEY and"
                                + " OPENAI_TRANSCRIPTION_MODEL",
                        "llm_model: claude-haiku-5-5 is not switched on and is left out: set ANTHROPIC_API_KEY, or a key of your own on the"
                                + " console's Providers page",
                        "fallback_voice_ids: cartesia:asha is not switched on and is left out: set CARTESIA_API_KEY, or a key of your own on the"
                                + " console's Providers page",
                        "tools_enabled: there is no built-in tool and no function transfer: it is left out; make the"
                                + " function on the console's Functions page, or describe a tool of the agent's own in"
                                + " tools");
    }

    @Test
    void showsASecretOfAToolToNobodyInDraftsVersionsAndDifferences() throws Exception {
        String path = "/api/v1/agents/" + make("secretive");
        String tools = "{\"tools\":[{\"name\":\"orders\",\"description\":\"Looks up.\",\"url\":\"https://a.example/o\","
                + "\"headers\":{\"Authorization\":\"Bearer s3cret\"}}]}";
        assertThat(status("PUT", path + "/draft", tools)).isEqualTo(200);
        assertThat(API.json(path + "/draft").toString()).contains("********").doesNotContain("s3cret");
        assertThat(API.json(path + "/diff?to=draft").toString())
                .contains("orders")
                .doesNotContain("s3cret");
        assertThat(status("POST", path + "/publish", "{}")).isEqualTo(200);
        assertThat(API.json(path).toString()).contains("********").doesNotContain("s3cret");
        assertThat(status("PATCH", path, "{\"tools\":[]}")).isEqualTo(200);
        assertThat(status("POST", path + "/rollback", "{\"version\":2}")).isEqualTo(200);
        assertThat(API.json(path).path("tools").get(0).path("name").asString()).isEqualTo("orders");
        assertThat(API.json(path + "/versions").toString()).doesNotContain("s3cret");
        assertThat(new String(API.get("/api/v1/audit").body(), StandardCharsets.UTF_8))
                .doesNotContain("s3cret");
        assertThat(rows(path)).contains("Authorization").doesNotContain("s3cret");
    }

    /** All that the database keeps of an agent. */
    private static String rows(String path) throws Exception {
        UUID agent = UUID.fromString(API.json(path).path("id").asString());
        try (Database database = RunningServer.shared().open()) {
            UUID organisation = new Organisations(database.tenancy()).first();
            return database.tenancy()
                    .within(
                            organisation,
                            sql -> sql.sql("select a::text || v::text from agents a"
                                            + " join agent_versions v on v.agent_id = a.id where a.id = ?")
                                    .param(agent)
                                    .query(String.class)
                                    .list())
                    .toString();
        }
    }

    @Test
    void listsAgentsPageByPage() throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(make("page-" + i));
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = API.json("/api/v1/agents?limit=2" + after);
            page.path("agents").forEach(agent -> seen.add(agent.path("id").asString()));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        assertThat(seen).containsSubsequence(made).doesNotHaveDuplicates();
    }

    @Test
    void hasADescriptionOfItselfAndShowsIt() throws Exception {
        HttpResponse<byte[]> described = API.with("").get("/api/v1/openapi.json");
        assertThat(described.statusCode()).isEqualTo(200);
        assertThat(json(described).path("openapi").asString()).startsWith("3.1");
        assertThat(new String(API.with("").get("/docs").body(), StandardCharsets.UTF_8))
                .contains("swagger-ui");
        assertThat(API.with("").get("/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
    }

    private static String make(String stem) throws Exception {
        HttpResponse<byte[]> response =
                API.send("POST", "/api/v1/agents", "{\"name\":\"" + stem + "-" + UUID.randomUUID() + "\"}", NONE);
        assertThat(response.statusCode()).isEqualTo(201);
        return json(response).path("id").asString();
    }

    private static int status(String method, String path, @Nullable String body) throws Exception {
        return API.send(method, path, body, NONE).statusCode();
    }

    private static JsonNode error(HttpResponse<byte[]> response) {
        return json(response).path("error");
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
