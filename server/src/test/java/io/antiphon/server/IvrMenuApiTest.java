package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keypad menus over HTTP. */
class IvrMenuApiTest {
    private static final Map<String, String> NONE = Map.of();
    private static final String MENUS = "/api/v1/ivr-menus";
    private static final String SCOPES = "agents:read agents:write ivr-menus:read ivr-menus:write audit:read";

    private final RunningServer server = RunningServer.shared();
    private final Neighbour neighbour = Neighbour.of(server, SCOPES);
    private final Api api = server.api().with(neighbour.key());
    private final String agent = String.valueOf(neighbour.ids().get("agent"));

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static String items(String... items) {
        return "[" + String.join(",", items) + "]";
    }

    private static String key(String digit, String action, String more) {
        return "{\"digit\":\"" + digit + "\",\"label\":\"Key " + digit + "\",\"action\":\"" + action + "\"" + more
                + "}";
    }

    private static String key(String digit, String action) {
        return key(digit, action, "");
    }

    private static String to(String target) {
        return ",\"target\":\"" + target + "\"";
    }

    private HttpResponse<byte[]> make(String name, String items) throws Exception {
        return api.send(
                "POST",
                MENUS,
                "{\"name\":\"" + name + "\",\"prompt\":\"This is " + name + ".\",\"items\":" + items + "}",
                NONE);
    }

    private JsonNode made(String name, String items) throws Exception {
        HttpResponse<byte[]> response = make(name, items);
        assertThat(response.statusCode()).as("%s", json(response)).isEqualTo(201);
        return json(response);
    }

    private static String path(JsonNode menu) {
        return MENUS + "/" + menu.path("id").asString();
    }

    private void refused(HttpResponse<byte[]> response, int status, String field, String message) {
        assertThat(response.statusCode()).as("%s", json(response)).isEqualTo(status);
        assertThat(json(response).at("/error/field").asString("")).isEqualTo(field);
        assertThat(json(response).at("/error/message").asString()).contains(message);
    }

    @Test
    void makesOneWithWhatIsUsualAndChangesItOnlyInTheStateThatWasRead() throws Exception {
        JsonNode menu = made("front", items(key("1", "agent"), key("*", "submenu", to("front"))));
        assertThat(menu.path("timeout_ms").asInt()).isEqualTo(30_000);
        assertThat(menu.path("retries").asInt()).isEqualTo(3);
        assertThat(menu.path("fallback_action").asString()).isEqualTo("agent");
        assertThat(menu.at("/items/1/target")).as("it may lead to itself").isEqualTo(menu.path("id"));
        String tag = api.get(path(menu)).headers().firstValue("ETag").orElseThrow();
        Map<String, String> read = Map.of("If-Match", tag);
        HttpResponse<byte[]> changed = api.send("PATCH", path(menu), "{\"timeout_ms\":5000}", read);
        assertThat(json(changed).path("timeout_ms").asInt()).isEqualTo(5_000);
        assertThat(json(changed).path("items")).isEqualTo(menu.path("items"));
        assertThat(api.send("PATCH", path(menu), "{\"retries\":1}", read).statusCode())
                .isEqualTo(412);
        refused(make("front", items(key("1", "hangup"))), 409, "name", "another menu has this name");
        assertThat(each(api.json("/api/v1/audit").path("entries")))
                .filteredOn(entry -> entry.path("target_id").equals(menu.path("id")))
                .extracting(entry -> entry.path("action").asString())
                .containsExactly("ivr_menu.changed", "ivr_menu.created");
    }

    @Test
    void makesOneOnceForTheSameRequest() throws Exception {
        Map<String, String> once = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String body = "{\"name\":\"once\",\"prompt\":\"Press 1.\",\"items\":" + items(key("1", "hangup")) + "}";
        JsonNode first = json(api.send("POST", MENUS, body, once));
        assertThat(json(api.send("POST", MENUS, body, once))).isEqualTo(first);
        assertThat(each(api.json(MENUS + "?limit=200").path("ivr_menus")))
                .filteredOn(menu -> menu.path("name").asString().equals("once"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1x | agent | | items[0].digit | must be one of 0 to 9
            1 | dance | | items[0].action | submenu, agent, hangup
            1 | submenu | | items[0].target | id or the name of a menu
            1 | hangup | ,"target":"theirs" | items[0].target | left out
            1 | hangup | ,"language":"hi" | items[0].language | agent alone
            1 | agent | ,"language":"_" | items[0].language | language tag
            1 | agent | ,"colour":"red" | colour | no field
            """)
    void saysWhatIsWrongWithAKey(String digit, String action, String more, String field, String message)
            throws Exception {
        refused(make("wrong", items(key(digit, action, more == null ? "" : more))), 400, field, message);
    }

    @Test
    void saysWhatIsWrongWithAMenu() throws Exception {
        String end = key("1", "hangup");
        refused(make("Front Door", items(end)), 400, "name", "lower-case");
        refused(make("wrong", items(end, end)), 400, "items[1].digit", "stands in items[0] already");
        refused(make("wrong", "[]"), 400, "items", "at least one key");
        String menu = "{\"name\":\"wrong\",\"prompt\":\"Press 1.\",\"items\":" + items(end) + ",";
        refused(api.send("POST", MENUS, menu + "\"timeout_ms\":10}", NONE), 400, "timeout_ms", "between");
        refused(api.send("POST", MENUS, menu + "\"retries\":11}", NONE), 400, "retries", "between");
        refused(api.send("POST", MENUS, menu + "\"language\":\"_\"}", NONE), 400, "language", "tag");
        refused(api.send("POST", MENUS, menu + "\"fallback_action\":\"submenu\"}", NONE), 400, "fallback_action", "or");
        refused(api.send("POST", MENUS, "{\"name\":\"wrong\",\"prompt\":\" \"}", NONE), 400, "prompt", "hear");
    }

    @Test
    void saysWhichActionsAreOffered() throws Exception {
        for (String later : List.of("transfer", "custom")) {
            refused(make("later", items(key("1", later))), 422, "items[0].action", "submenu, agent, hangup");
        }
    }

    @Test
    void leadsNowhereThatIsNotThere() throws Exception {
        String stranger = server.api().json("/api/v1/agents").at("/agents/0/id").asString();
        refused(make("a", items(key("1", "submenu", to("nowhere")))), 422, "items[0].target", "a menu");
        refused(make("a", items(key("1", "agent", to("nobody")))), 422, "items[0].target", "an agent");
        refused(make("a", items(key("1", "agent", to(stranger)))), 422, "items[0].target", "an agent");
        assertThat(made("a", items(key("1", "agent", to("theirs"))))
                        .at("/items/0/target")
                        .asString())
                .isEqualTo(agent);
    }

    @Test
    void keepsNobodyInACircle() throws Exception {
        refused(make("a", items(key("1", "submenu", to("a")))), 400, "items", "circle");
        JsonNode front = made("b", items(key("1", "agent"), key("2", "submenu", to("b"))));
        JsonNode back = made("c", items(key("1", "submenu", to("b"))));
        assertThat(api.send(
                                "PATCH",
                                path(front),
                                "{\"items\":" + items(key("1", "submenu", to("c")), key("0", "agent")) + "}",
                                NONE)
                        .statusCode())
                .as("a circle with an exit")
                .isEqualTo(200);
        refused(
                api.send("PATCH", path(front), "{\"items\":" + items(key("1", "submenu", to("c"))) + "}", NONE),
                400,
                "items",
                "circle");
        refused(api.send("DELETE", path(front), null, NONE), 409, "", "the menu c leads callers to this menu");
        assertThat(api.send("DELETE", path(back), null, NONE).statusCode()).isEqualTo(409);
        api.send("PATCH", path(front), "{\"items\":" + items(key("0", "agent")) + "}", NONE);
        assertThat(api.send("DELETE", path(back), null, NONE).statusCode()).isEqualTo(204);
        assertThat(api.send("DELETE", path(front), null, NONE).statusCode()).isEqualTo(204);
    }

    @Test
    void standsBeforeAnAgentUntilItIsTakenAway() throws Exception {
        JsonNode menu = made("door", items(key("1", "agent")));
        String id = menu.path("id").asString();
        String theirs = "/api/v1/agents/" + agent;
        refused(
                api.send("PATCH", theirs, "{\"ivr_menu_id\":\"" + UUID.randomUUID() + "\"}", NONE),
                400,
                "ivr_menu_id",
                "id of a menu");
        JsonNode published = json(api.send("PATCH", theirs, "{\"ivr_menu_id\":\"" + id + "\"}", NONE));
        assertThat(published.path("ivr_menu_id").asString()).isEqualTo(id);
        refused(api.send("DELETE", path(menu), null, NONE), 409, "", "the agent theirs leads callers to this menu");
        assertThat(json(api.send("PATCH", theirs, "{\"ivr_menu_id\":null}", NONE))
                        .path("ivr_menu_id")
                        .isNull())
                .isTrue();
        assertThat(api.send("DELETE", path(menu), null, NONE).statusCode()).isEqualTo(204);
    }

    @Test
    void walksWithoutACall() throws Exception {
        JsonNode wards = made("wards", items(key("0", "agent", to("theirs")), key("#", "hangup")));
        JsonNode front = made(
                "languages",
                items(
                        key("1", "submenu", to("wards")),
                        key("2", "agent", ",\"language\":\"hi-IN\""),
                        key("9", "agent", ",\"sensitive\":true")));
        JsonNode walk = walk(front, "10");
        assertThat(walk.path("outcome").asString()).isEqualTo("agent");
        assertThat(walk.path("agent_id").asString()).isEqualTo(agent);
        assertThat(steps(walk))
                .containsExactly(
                        "languages entered",
                        "languages pressed 1",
                        "wards entered",
                        "wards pressed 0",
                        "wards connected");
        assertThat(walk(front, "2").path("language").asString()).isEqualTo("hi-IN");
        assertThat(walk(front, "1#").path("outcome").asString()).isEqualTo("hangup");
        assertThat(walk(front, "1").path("prompt").asString()).isEqualTo("This is wards.");
        assertThat(steps(walk(front, "9")))
                .containsExactly("languages entered", "languages pressed ", "languages connected");
        assertThat(steps(walk(front, "w7ww")))
                .as("three retries, and then to the agent who was called")
                .containsSubsequence("languages timed_out", "languages repeated", "languages unknown_key")
                .endsWith("languages timed_out", "languages gave_up", "languages connected");
        refused(api.send("POST", path(wards) + "/test", "{\"digits\":\"x\"}", NONE), 400, "digits", "w to wait");
    }

    private JsonNode walk(JsonNode menu, String keys) throws Exception {
        HttpResponse<byte[]> response = api.send("POST", path(menu) + "/test", "{\"digits\":\"" + keys + "\"}", NONE);
        assertThat(response.statusCode()).as("%s", json(response)).isEqualTo(200);
        return json(response);
    }

    private static List<String> steps(JsonNode walk) {
        return each(walk.path("steps")).stream()
                .map(step ->
                        step.path("menu").asString() + " " + step.path("step").asString()
                                + (step.path("step").asString().equals("pressed")
                                        ? " " + step.path("digit").asString("")
                                        : ""))
                .toList();
    }
}
