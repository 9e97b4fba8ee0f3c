package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends every endpoint of the API's description what it cannot use. Each answers in one shape, and none breaks. */
class BadRequestSweepTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> NONE = Map.of();
    private static final String QUOTED =
            "'; drop table agents; --\" or 1=1 <script>alert(1)</script>{{c}}${7*7}%s../../etc";
    private static final List<String> HOSTILE = List.of(QUOTED, "\ud83d\udca5\u202e\u0000", "x".repeat(200_000));
    private static final List<String> WRONG = List.of("{\"a\":{\"b\":[]}}", "[[1]]", "-1e308", "true", "null");
    private static final List<String> ODD =
            List.of("not-a-uuid", "'%20or%201=1%20--", "%3Cscript%3E", "-1", "9999999999999999999999", "%2500");
    /** Counted by address and not by key: a sweep would lock the other tests out. AccessTest sends these what is bad. */
    private static final Set<String> COUNTED = Set.of("/api/v1/auth/login", "/api/v1/auth/link");

    /** Looks at nothing that Retell has not signed, and answers in Retell's own words. RetellPlacedCallTest sends it what is bad. */
    private static final Set<String> SIGNED = Set.of("/api/retell/webhook");

    private final RunningServer server = RunningServer.shared();
    private final SoftAssertions all = new SoftAssertions();
    private Api api = server.api();
    private JsonNode document = JSON.createObjectNode();

    /** A method at a path, and what its description says of it. */
    private record Operation(String method, String path, JsonNode described) {
        boolean isStream() {
            return described.path("responses").toString().contains("text/event-stream");
        }
    }

    /** In an organisation of its own, where nobody else trips over what is made. */
    @BeforeEach
    void comesInWithAKeyThatMayDoEverything() throws Exception {
        document = server.api().json("/api/v1/openapi.json");
        api = server.api().with(neighbour().key());
    }

    private Neighbour neighbour() throws Exception {
        List<String> scopes = each(server.api().json("/api/v1/auth/me").path("scopes")).stream()
                .map(JsonNode::asString)
                .toList();
        return Neighbour.of(server, String.join(" ", scopes));
    }

    @Test
    void everyEndpointTellsInOneShapeWhatIsWrongWithABody() throws Exception {
        Map<String, String> own = ownThings();
        for (Operation operation : operations()) {
            JsonNode schema = schema(operation);
            if (schema.isMissingNode()) {
                continue;
            }
            String path = filled(operation.path(), own);
            for (String broken : List.of("{", "[]", "null", "\"text\"", "7", "{\"a\":1,\"a\":2}", "{} {}")) {
                refused(operation, path, broken, NONE, 400);
            }
            refused(operation, path, "{\"no_such_field\":1}", NONE, 400, 503);
            refused(operation, path, "{\"x\":\"" + "x".repeat(3 << 19) + "\"}", NONE, 413);
            refused(operation, path, "<agent/>", Map.of("Content-Type", "application/xml"), 415);
            for (JsonNode required : schema.path("required")) {
                ObjectNode without = example(operation, schema);
                without.remove(required.asString());
                refused(operation, path, without.toString(), NONE, 400, 503);
            }
            spoilEachField(operation, path, schema);
        }
        all.assertAll();
    }

    private void spoilEachField(Operation operation, String path, JsonNode schema) throws Exception {
        for (String field : schema.path("properties").propertyNames()) {
            for (String wrong : WRONG) {
                ObjectNode body = example(operation, schema);
                body.set(field, JSON.readTree(wrong));
                answered(operation, path, unique(body, field));
            }
            for (String hostile : HOSTILE) {
                ObjectNode body = example(operation, schema);
                body.put(field, hostile);
                answered(operation, path, unique(body, field));
            }
        }
        JsonNode agents =
                JSON.readTree(api.get("/api/v1/agents?limit=1").body()).path("agents");
        all.assertThat(agents.size())
                .as("the agents are still there after %s", operation)
                .isOne();
    }

    /** What is made must have a name that nobody has. */
    private static ObjectNode unique(ObjectNode body, String spoilt) {
        String some = UUID.randomUUID().toString();
        if (!spoilt.equals("name") && body.path("name").isString()) {
            body.put("name", "a" + some);
        }
        if (!spoilt.equals("email") && body.path("email").isString()) {
            body.put("email", some + "@example.org");
        }
        return body;
    }

    @Test
    void everyEndpointTakesOddIdsAndParametersForWhatTheyAre() throws Exception {
        Map<String, String> own = ownThings();
        for (Operation operation : operations()) {
            if (operation.path().contains("{")) {
                for (String odd : ODD) {
                    String path = operation.path().replaceAll("\\{[^}]*}", odd);
                    HttpResponse<byte[]> response = send(operation, path, bodyOf(operation), NONE);
                    all.assertThat(response.statusCode())
                            .as("%s %s", operation.method(), path)
                            .isIn(400, 404);
                    shaped(operation, path, response);
                }
            }
            for (JsonNode parameter : operation.described().path("parameters")) {
                if (!parameter.path("in").asString().equals("query") || operation.isStream()) {
                    continue;
                }
                for (String hostile : HOSTILE.subList(0, HOSTILE.size() - 1)) {
                    String path = filled(operation.path(), own) + "?"
                            + parameter.path("name").asString() + "="
                            + URLEncoder.encode(hostile, StandardCharsets.UTF_8);
                    shaped(operation, path, send(operation, path, bodyOf(operation), NONE));
                }
            }
        }
        all.assertAll();
    }

    @Test
    void othersThingsAreNotThereAndWhoeverAsksForThemStandsInTheLog() throws Exception {
        Neighbour neighbour = neighbour();
        Set<String> asked = new HashSet<>();
        for (Operation operation : operations()) {
            kind(operation.path()).ifPresent(kind -> {
                String theirs = String.valueOf(neighbour.ids().get(kind));
                String path = operation.path().replaceFirst("\\{[^}]*}", theirs);
                if (path.contains("{")) {
                    return;
                }
                try {
                    HttpResponse<byte[]> response = send(operation, path, bodyOf(operation), NONE);
                    all.assertThat(response.statusCode())
                            .as("%s %s", operation.method(), path)
                            .isEqualTo(404);
                    shaped(operation, path, response);
                    asked.add(theirs);
                } catch (IOException | InterruptedException failure) {
                    throw new IllegalStateException(failure);
                }
            });
        }
        assertThat(asked).hasSize(9);
        List<String> logged = each(api.json("/api/v1/audit?limit=200").path("entries")).stream()
                .filter(entry -> entry.path("action").asString().equals("access.foreign"))
                .map(entry -> entry.path("target_id").asString())
                .toList();
        all.assertThat(logged).containsAll(asked);
        all.assertAll();
    }

    @Test
    void listsTenThousandAgentsPageByPage() throws Exception {
        Neighbour neighbour = neighbour();
        neighbour.hire(server, 10_000);
        Api theirs = api.with(neighbour.key());
        Set<String> seen = new HashSet<>();
        String next = "";
        List<Long> nanos = new ArrayList<>();
        do {
            long began = System.nanoTime();
            JsonNode page = theirs.json("/api/v1/agents?limit=100" + (next.isEmpty() ? "" : "&after=" + next));
            nanos.add(System.nanoTime() - began);
            assertThat(page.path("agents").size()).isBetween(1, 100);
            each(page.path("agents")).forEach(agent -> seen.add(agent.path("id").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(seen).hasSize(10_001);
        // One page may have waited for a busy machine; half of them have not.
        nanos.sort(null);
        assertThat(nanos.get(nanos.size() / 2)).as("half of the pages, in ns").isLessThan(1_000_000_000L);
    }

    private static java.util.Optional<String> kind(String path) {
        if (!path.contains("{")) {
            return java.util.Optional.empty();
        }
        if (path.contains("/agents/")) {
            return java.util.Optional.of("agent");
        }
        if (path.contains("/calls/")) {
            return java.util.Optional.of("call");
        }
        if (path.contains("/custom-functions/")) {
            return java.util.Optional.of("custom_function");
        }
        if (path.contains("/system-prompts/")) {
            return java.util.Optional.of("system_prompt");
        }
        if (path.contains("/webhooks/")) {
            return java.util.Optional.of("webhook");
        }
        if (path.contains("/reservations/")) {
            return java.util.Optional.of("reservation");
        }
        if (path.contains("/ivr-menus/")) {
            return java.util.Optional.of("ivr_menu");
        }
        if (path.contains("/keys/")) {
            return java.util.Optional.of("api_key");
        }
        return path.contains("/users/") ? java.util.Optional.of("user") : java.util.Optional.empty();
    }

    /** One thing of each kind that may be spoilt. */
    private Map<String, String> ownThings() throws Exception {
        String some = UUID.randomUUID().toString();
        return Map.of(
                "/agents/",
                        made("/api/v1/agents", "{\"name\":\"a" + some + "\"}")
                                .path("id")
                                .asString(),
                "/custom-functions/",
                        made("/api/v1/custom-functions", "{\"name\":\"f" + some + "\"}")
                                .path("id")
                                .asString(),
                "/system-prompts/",
                        made("/api/v1/system-prompts", "{\"name\":\"spoilt\",\"content\":\"Be brief.\"}")
                                .path("id")
                                .asString(),
                "/webhooks/",
                        made("/api/v1/webhooks", "{\"url\":\"https://a.example\",\"events\":[\"error\"]}")
                                .path("id")
                                .asString(),
                "/ivr-menus/",
                        made(
                                        "/api/v1/ivr-menus",
                                        "{\"name\":\"m" + some + "\",\"prompt\":\"Press 1.\",\"items\":"
                                                + "[{\"digit\":\"1\",\"label\":\"End\",\"action\":\"hangup\"}]}")
                                .path("id")
                                .asString(),
                "/keys/",
                        made("/api/v1/keys", "{\"name\":\"spoilt\",\"scopes\":[\"calls:read\"]}")
                                .at("/key/id")
                                .asString(),
                "/users/",
                        made("/api/v1/users", "{\"email\":\"" + some + "@example.org\",\"role\":\"viewer\"}")
                                .path("id")
                                .asString());
    }

    private JsonNode made(String path, String body) throws Exception {
        HttpResponse<byte[]> response = api.send("POST", path, body, NONE);
        assertThat(response.statusCode()).isEqualTo(201);
        return JSON.readTree(response.body());
    }

    private static String filled(String path, Map<String, String> own) {
        for (var thing : own.entrySet()) {
            if (path.contains(thing.getKey())) {
                return path.replaceFirst("\\{[^}]*}", thing.getValue()).replaceAll("\\{[^}]*}", "1");
            }
        }
        return path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, described) -> {
                    if (!COUNTED.contains(path) && !SIGNED.contains(path)) {
                        operations.add(new Operation(method.toUpperCase(java.util.Locale.ROOT), path, described));
                    }
                }));
        assertThat(operations).hasSizeGreaterThan(40);
        return operations;
    }

    private JsonNode schema(Operation operation) {
        JsonNode schema = operation.described().at("/requestBody/content/application~1json/schema");
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    private static ObjectNode example(Operation operation, JsonNode schema) {
        JsonNode example = operation.described().at("/requestBody/content/application~1json/example");
        Map<String, String> texts = new LinkedHashMap<>();
        if (!example.isObject()) {
            schema.path("required").forEach(field -> texts.put(field.asString(), "text"));
            return JSON.valueToTree(texts);
        }
        return ((ObjectNode) example).deepCopy();
    }

    private String bodyOf(Operation operation) {
        JsonNode schema = schema(operation);
        return schema.isMissingNode()
                ? ""
                : unique(example(operation, schema), "").toString();
    }

    private HttpResponse<byte[]> send(Operation operation, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return api.send(operation.method(), path, body.isEmpty() ? null : body, headers);
    }

    private void refused(Operation operation, String path, String body, Map<String, String> headers, Integer... with)
            throws Exception {
        HttpResponse<byte[]> response = send(operation, path, body, headers);
        List<Integer> expected = new ArrayList<>(List.of(with));
        if (path.contains("/auth/me")) {
            expected.add(403); // a key is nobody who has a password
        }
        if (path.contains("/calls/")) {
            expected.add(404); // there is no such call
        }
        all.assertThat(response.statusCode())
                .as("%s %s %s", operation.method(), path, shortened(body))
                .isIn(expected);
        shaped(operation, path, response);
    }

    private void answered(Operation operation, String path, ObjectNode body) throws Exception {
        HttpResponse<byte[]> response = send(operation, path, body.toString(), NONE);
        all.assertThat(response.statusCode())
                .as("%s %s %s", operation.method(), path, shortened(body.toString()))
                .matches(status -> status < 500 || status == 503, "is no fault of the server's");
        shaped(operation, path, response);
    }

    /** Whatever is no success says what, and under which request's id, and is described. */
    private void shaped(Operation operation, String path, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String asked = operation.method() + " " + path + " " + status;
        if (status < 400) {
            return;
        }
        all.assertThat(status).as(asked).isNotEqualTo(500);
        JsonNode error;
        try {
            error = JSON.readTree(response.body()).path("error");
        } catch (JacksonException noJson) {
            all.fail("%s answers %s", asked, new String(response.body(), StandardCharsets.UTF_8));
            return;
        }
        all.assertThat(error.path("code").asString("")).as(asked).isNotBlank();
        all.assertThat(error.path("message").asString("")).as(asked).isNotBlank();
        all.assertThat(error.path("request_id").asString(""))
                .as(asked)
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElse("none"));
        all.assertThat(operation.described().path("responses").propertyNames())
                .as("%s is described", asked)
                .contains(Integer.toString(status));
    }

    private static String shortened(String text) {
        return text.length() < 300 ? text : text.substring(0, 300) + "…";
    }
}
