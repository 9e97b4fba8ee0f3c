package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.storage.Database;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Functions that agents share, over HTTP: the canonical surface and the older one. */
class FunctionApiTest {
    private static final Map<String, String> NONE = Map.of();
    private static final String SCOPES = "agents:read agents:write audit:read";

    private final RunningServer server = RunningServer.shared();
    private final Neighbour neighbour = Neighbour.of(server, SCOPES);
    private final Api api = server.api().with(neighbour.key());

    @BeforeEach
    void beginsWithoutAny() throws Exception {
        assertThat(api.send("DELETE", "/api/custom-functions/" + neighbour.ids().get("custom_function"), null, NONE)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void runsTheOlderSurfacesExample() throws Exception {
        HttpResponse<byte[]> made = api.send("POST", "/api/custom-functions", """
                {"name": "lookup_order", "description": "Look up an order by ID",
                 "parameters": {"type": "object", "properties": {"order_id": {"type": "string"}},
                                "required": ["order_id"]},
                 "webhook_url": "https://api.myapp.com/orders/lookup", "method": "POST"}
                """, NONE);
        assertThat(made.statusCode()).isEqualTo(200);
        JsonNode function = json(made);
        assertThat(function.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "description",
                        "parameters",
                        "webhook_url",
                        "method",
                        "headers",
                        "is_active",
                        "created_at",
                        "updated_at");
        String path = "/api/custom-functions/" + function.path("id").asString();
        assertThat(each(api.json("/api/custom-functions"))).containsExactly(function);
        assertThat(api.json(path)).isEqualTo(function);
        JsonNode changed = json(api.send("PUT", path, "{\"description\":\"By number.\"}", NONE));
        assertThat(changed.path("description").asString()).isEqualTo("By number.");
        assertThat(changed.path("webhook_url")).isEqualTo(function.path("webhook_url"));
        HttpResponse<byte[]> twice = api.send("POST", "/api/custom-functions", "{\"name\":\"lookup_order\"}", NONE);
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(json(twice).path("detail").asString()).isEqualTo("another function has this name");
        assertThat(json(api.send("DELETE", path, null, NONE)).toString()).isEqualTo("{\"deleted\":true}");
        assertThat(json(api.send("DELETE", path, null, NONE)).path("detail").asString())
                .isEqualTo("Function not found");
        assertThat(each(api.json("/api/v1/audit").path("entries")))
                .filteredOn(
                        entry -> entry.path("details").path("name").asString("").equals("lookup_order"))
                .extracting(entry -> entry.path("action").asString())
                .containsExactly("custom_function.deleted", "custom_function.changed", "custom_function.created");
    }

    @Test
    void makesOneOnceAndChangesItOnlyInTheStateThatWasRead() throws Exception {
        Map<String, String> once = Map.of("Idempotency-Key", "weather-1");
        HttpResponse<byte[]> made = api.send("POST", "/api/v1/custom-functions", "{\"name\":\"weather\"}", once);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(json(made).path("method").asString()).isEqualTo("POST");
        assertThat(json(made).at("/parameters/type").asString()).isEqualTo("object");
        assertThat(json(api.send("POST", "/api/v1/custom-functions", "{\"name\":\"weather\"}", once)))
                .isEqualTo(json(made));
        assertThat(api.json("/api/v1/custom-functions").path("custom_functions").size())
                .isOne();

        String path = "/api/v1/custom-functions/" + json(made).path("id").asString();
        Map<String, String> read =
                Map.of("If-Match", api.get(path).headers().firstValue("ETag").orElseThrow());
        assertThat(api.send("PATCH", path, "{\"method\":\"GET\"}", read).statusCode())
                .isEqualTo(200);
        assertThat(api.send("PATCH", path, "{\"method\":\"PUT\"}", read).statusCode())
                .isEqualTo(412);
        assertThat(api.send("DELETE", path, null, read).statusCode()).isEqualTo(412);
        assertThat(api.send("DELETE", path, null, NONE).statusCode()).isEqualTo(204);
    }

    @Test
    void keepsSecretsOfHeadersSealedAndForTheServerTheyWereGivenFor() throws Exception {
        String path = "/api/v1/custom-functions/"
                + json(api.send("POST", "/api/v1/custom-functions", """
                {"name": "orders", "webhook_url": "https://a.example/o", "headers": {"Authorization": "s3cret"}}
                """, NONE))
                        .path("id")
                        .asString();
        assertThat(api.json(path).path("headers").toString()).isEqualTo("{\"Authorization\":\"********\"}");
        assertThat(rows()).contains("Authorization", "sealed").doesNotContain("s3cret");
        assertThat(refusal("PATCH", path, "{\"webhook_url\":\"https://b.example/o\"}"))
                .isEqualTo("headers must hold the value of Authorization again, for the function or its server is new");
        String before = rows();
        assertThat(api.send(
                                "PATCH",
                                path,
                                "{\"webhook_url\":\"https://a.example/p\",\"headers\":{\"Authorization\":\"********\"}}",
                                NONE)
                        .statusCode())
                .isEqualTo(200);
        assertThat(rows().replace("a.example/p", "a.example/o"))
                .as("the value is as it was")
                .isEqualTo(before);
        assertThat(new String(api.get("/api/v1/audit").body(), StandardCharsets.UTF_8))
                .doesNotContain("s3cret");
    }

    @Test
    void saysWhatIsWrongWithOne() throws Exception {
        assertThat(refusal("POST", "/api/v1/custom-functions", "{\"name\":\"get weather\"}"))
                .isEqualTo("name must hold 1 to 64 letters, digits, _ and -, such as get_weather");
        assertThat(refusal("POST", "/api/v1/custom-functions", "{\"name\":\"end_call\"}"))
                .contains("built-in");
        assertThat(refusal("POST", "/api/v1/custom-functions", "{\"name\":\"a\",\"method\":\"DELETE\"}"))
                .isEqualTo("method must be GET, POST, PUT or PATCH");
        assertThat(refusal("POST", "/api/v1/custom-functions", "{\"name\":\"a\",\"parameters\":{\"type\":\"array\"}}"))
                .contains("parameters must be a JSON Schema");
        assertThat(refusal("POST", "/api/v1/custom-functions", "{\"name\":\"a\",\"webhook_url\":\"ftp://a.example\"}"))
                .contains("webhook_url must be an address");
        assertThat(refusal("POST", "/api/v1/custom-functions", "{\"name\":\"a\",\"headers\":{\"X\":\"y\"}}"))
                .contains("headers are sent to webhook_url");
    }

    @Test
    void warnsAgentsThatNameOneTheyCannotBeOffered() throws Exception {
        HttpResponse<byte[]> agent =
                api.send("POST", "/api/v1/agents", "{\"name\":\"shop\",\"tools_enabled\":[\"weather\"]}", NONE);
        assertThat(agent.statusCode()).isEqualTo(201);
        assertThat(warnings()).singleElement().asString().contains("no function weather", "Functions page");
        String path = "/api/v1/custom-functions/"
                + json(api.send("POST", "/api/v1/custom-functions", "{\"name\":\"weather\"}", NONE))
                        .path("id")
                        .asString();
        assertThat(warnings()).singleElement().asString().contains("give it a webhook_url");
        api.send("PATCH", path, "{\"webhook_url\":\"https://a.example/w\"}", NONE);
        assertThat(warnings()).isEmpty();
        api.send("PATCH", path, "{\"is_active\":false}", NONE);
        assertThat(warnings()).singleElement().asString().contains("is switched off");
        api.send("DELETE", path, null, NONE);
        assertThat(warnings()).singleElement().asString().contains("no function weather");
    }

    private List<String> warnings() throws Exception {
        return each(api.json("/api/v1/agents/shop").path("warnings")).stream()
                .map(warning -> warning.path("message").asString())
                .toList();
    }

    private String refusal(String method, String path, @Nullable String body) throws Exception {
        HttpResponse<byte[]> response = api.send(method, path, body, NONE);
        assertThat(response.statusCode()).isEqualTo(400);
        return json(response).at("/error/message").asString();
    }

    /** All that the database keeps of the organisation's functions. */
    private String rows() {
        try (Database database = server.open()) {
            return database.tenancy()
                    .within(
                            neighbour.org(),
                            sql -> sql.sql("select concat(name, headers, webhook_url) from custom_functions")
                                    .query(String.class)
                                    .list())
                    .toString();
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
