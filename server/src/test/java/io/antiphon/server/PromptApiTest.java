package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prompts that agents begin from, over HTTP: the canonical surface and the older one. */
class PromptApiTest {
    private static final Map<String, String> NONE = Map.of();
    private static final String STANDARD = "You are a helpful voice AI assistant.";

    private final RunningServer server = RunningServer.shared();
    private final Neighbour neighbour = Neighbour.of(server, "agents:read agents:write audit:read");
    private final Api api = server.api().with(neighbour.key());

    @BeforeEach
    void beginsWithoutAny() throws Exception {
        assertThat(api.send("DELETE", "/api/system-prompts/" + neighbour.ids().get("system_prompt"), null, NONE)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void runsTheOlderSurfacesExample() throws Exception {
        HttpResponse<byte[]> made = api.send("POST", "/api/system-prompts", """
                {"name": "Sales Bot", "content": "You are a sales agent for Acme Corp."}
                """, NONE);
        assertThat(made.statusCode()).isEqualTo(200);
        JsonNode prompt = json(made);
        assertThat(prompt.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "content",
                        "description",
                        "category",
                        "variables",
                        "is_default",
                        "created_at",
                        "updated_at");
        assertThat(prompt.path("is_default").asBoolean()).isFalse();
        String path = "/api/system-prompts/" + prompt.path("id").asString();
        assertThat(each(api.json("/api/system-prompts"))).containsExactly(prompt);
        JsonNode changed = json(api.send("PUT", path, "{\"category\":\"sales\"}", NONE));
        assertThat(changed.path("category").asString()).isEqualTo("sales");
        assertThat(changed.path("content")).isEqualTo(prompt.path("content"));
        assertThat(api.json(path)).isEqualTo(changed);
        assertThat(json(api.send("DELETE", path, null, NONE)).toString()).isEqualTo("{\"deleted\":true}");
        assertThat(json(api.send("GET", path, null, NONE)).path("detail").asString())
                .isEqualTo("Prompt not found");
        assertThat(each(api.json("/api/v1/audit").path("entries")))
                .filteredOn(
                        entry -> entry.path("details").path("name").asString("").equals("Sales Bot"))
                .extracting(entry -> entry.path("action").asString())
                .containsExactly("system_prompt.deleted", "system_prompt.changed", "system_prompt.created");
    }

    @Test
    void areWhatNewAgentsBeginFrom() throws Exception {
        assertThat(made("before", "{}").path("system_prompt").asString()).isEqualTo(STANDARD);
        String first = make("First", "You answer for {{company}}.", true, "{\"company\":\"Acme\"}");
        JsonNode agent = made("of-first", "{}");
        assertThat(agent.path("system_prompt").asString()).isEqualTo("You answer for {{company}}.");
        assertThat(agent.path("variables").toString()).isEqualTo("{\"company\":\"Acme\"}");
        assertThat(made("own", "{\"system_prompt\":\"Be yourself.\"}")
                        .path("system_prompt")
                        .asString())
                .isEqualTo("Be yourself.");

        JsonNode caller = made("caller", "{\"greeting\":\"Hello {{caller}}.\",\"variables\":{\"caller\":\"friend\"}}");
        assertThat(caller.path("system_prompt").asString())
                .as("with variables of its own")
                .isEqualTo("You answer for Acme.");
        assertThat(caller.path("variables").toString()).isEqualTo("{\"caller\":\"friend\"}");

        String second = make("Second", "You answer for all.", true, "{}");
        assertThat(each(api.json("/api/v1/system-prompts").path("system_prompts")))
                .filteredOn(prompt -> prompt.path("is_default").asBoolean())
                .as("one default at a time")
                .extracting(prompt -> prompt.path("id").asString())
                .containsExactly(second);
        JsonNode older = json(api.send("POST", "/api/agents", "{\"name\":\"Older\"}", NONE));
        assertThat(older.path("system_prompt").asString()).isEqualTo("You answer for all.");

        assertThat(api.send("PATCH", "/api/v1/system-prompts/" + first, "{\"is_default\":true}", NONE)
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.json("/api/v1/system-prompts/" + second)
                        .path("is_default")
                        .asBoolean())
                .isFalse();
        api.send("DELETE", "/api/v1/system-prompts/" + first, null, NONE);
        assertThat(made("after", "{}").path("system_prompt").asString()).isEqualTo(STANDARD);
        assertThat(api.json("/api/v1/agents/of-first").path("system_prompt").asString())
                .as("an agent that began from it keeps it")
                .isEqualTo("You answer for {{company}}.");
    }

    @Test
    void sayWhichVariableHasNoValue() throws Exception {
        HttpResponse<byte[]> missing = api.send(
                "POST",
                "/api/v1/system-prompts",
                "{\"name\":\"a\",\"content\":\"For {{company}} in {{town}}.\",\"variables\":{\"company\":\"Acme\"}}",
                NONE);
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(json(missing).at("/error/field").asString()).isEqualTo("content");
        assertThat(json(missing).at("/error/message").asString())
                .isEqualTo("content uses {{town}}: give variables.town a value");
    }

    @Test
    void areMadeOnceAndChangedOnlyInTheStateThatWasRead() throws Exception {
        Map<String, String> once = Map.of("Idempotency-Key", "prompt-1");
        String body = "{\"name\":\"a\",\"content\":\"Be brief.\"}";
        HttpResponse<byte[]> made = api.send("POST", "/api/v1/system-prompts", body, once);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(json(api.send("POST", "/api/v1/system-prompts", body, once))).isEqualTo(json(made));
        String path = "/api/v1/system-prompts/" + json(made).path("id").asString();
        Map<String, String> read =
                Map.of("If-Match", api.get(path).headers().firstValue("ETag").orElseThrow());
        make("Another", "Be kind.", true, "{}");
        assertThat(api.send("PATCH", path, "{\"is_default\":true}", read).statusCode())
                .isEqualTo(200);
        assertThat(api.send("PATCH", path, "{\"name\":\"b\"}", read).statusCode())
                .isEqualTo(412);
        assertThat(api.send("DELETE", path, null, read).statusCode()).isEqualTo(412);
        assertThat(api.send("DELETE", path, null, NONE).statusCode()).isEqualTo(204);
    }

    private String make(String name, String content, boolean preferred, String variables) throws Exception {
        HttpResponse<byte[]> made = api.send(
                "POST",
                "/api/v1/system-prompts",
                "{\"name\":\"%s\",\"content\":\"%s\",\"is_default\":%s,\"variables\":%s}"
                        .formatted(name, content, preferred, variables),
                NONE);
        assertThat(made.statusCode()).isEqualTo(201);
        return json(made).path("id").asString();
    }

    private JsonNode made(String name, String settings) throws Exception {
        String body = settings.replaceFirst("\\{", "{\"name\":\"" + name + "\"" + (settings.equals("{}") ? "" : ","));
        HttpResponse<byte[]> made = api.send("POST", "/api/v1/agents", body, NONE);
        assertThat(made.statusCode()).isEqualTo(201);
        return json(made);
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
