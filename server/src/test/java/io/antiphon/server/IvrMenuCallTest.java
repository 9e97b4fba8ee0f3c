package io.antiphon.server;

import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.lines.caller.CallerEvent;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Callers in front of a menu: their keys, their silence, and the agents they come to. */
@Execution(ExecutionMode.SAME_THREAD)
class IvrMenuCallTest {
    private static final Map<String, String> NONE = Map.of();
    private static final String NURSE = "You have reached the nurse.";
    private static final String DESK = "You have reached the desk.";

    /** More than half a minute of speech. */
    private static final String LONG = "Welcome to the clinic. ".repeat(30) + "For the nurse press one.";

    private final VendorServer vendors = VendorServer.shared();
    private final Api api = vendors.api();
    private final String nurse = agent(NURSE);

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private JsonNode made(String path, String body) {
        try {
            HttpResponse<byte[]> response = api.send("POST", path, body, NONE);
            assertThat(response.statusCode()).as("%s", json(response)).isEqualTo(201);
            return json(response);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private String agent(String greeting) {
        return made(
                        "/api/v1/agents",
                        "{\"name\":\"a" + UUID.randomUUID() + "\",\"display_name\":\"Clinic\",\"greeting\":\""
                                + greeting + "\"}")
                .path("id")
                .asString();
    }

    private String menu(String prompt, String more, String... items) {
        return made(
                        "/api/v1/ivr-menus",
                        "{\"name\":\"m" + UUID.randomUUID() + "\",\"prompt\":\"" + prompt + "\",\"items\":["
                                + String.join(",", items) + "]" + more + "}")
                .path("id")
                .asString();
    }

    private static String key(char digit, String action, String more) {
        return "{\"digit\":\"" + digit + "\",\"label\":\"Key " + digit + "\",\"action\":\"" + action + "\"" + more
                + "}";
    }

    private static String to(String target) {
        return ",\"target\":\"" + target + "\"";
    }

    /** An agent whose callers walk this menu first. */
    private String behind(String menu) throws Exception {
        String desk = agent(DESK);
        HttpResponse<byte[]> published =
                api.send("PATCH", "/api/v1/agents/" + desk, "{\"ivr_menu_id\":\"" + menu + "\"}", NONE);
        assertThat(published.statusCode()).as("%s", json(published)).isEqualTo(200);
        return desk;
    }

    private JsonNode greeted(Telephone phone, String greeting) throws Exception {
        return api.awaited(phone.callId(), 60, call -> words(call, "assistant").contains(greeting));
    }

    private JsonNode session(String menu) throws Exception {
        JsonNode sessions = api.json("/api/v1/ivr-menus/" + menu + "/sessions").path("sessions");
        assertThat(sessions.size()).isOne();
        return sessions.get(0);
    }

    private List<JsonNode> steps(String call) throws Exception {
        List<JsonNode> steps = new ArrayList<>();
        for (String line : journal(call).lines().toList()) {
            JsonNode event = JsonMapper.shared().readTree(line);
            if (event.path("type").asString().equals("MenuStep")) {
                steps.add(event.path("details"));
            }
        }
        return steps;
    }

    private String journal(String call) throws Exception {
        return new String(api.get("/api/v1/calls/" + call + "/journal").body(), StandardCharsets.UTF_8);
    }

    private static List<String> told(List<JsonNode> steps) {
        return steps.stream()
                .map(step -> step.path("step").asString() + step.path("digit").asString(""))
                .toList();
    }

    @Test
    void leadsToTheAgentThatWasChosenAsSoonAsTheKeyIsPressed() throws Exception {
        String menu = menu(LONG, "", key('1', "agent", to(nurse)), key('2', "hangup", ""));
        JsonNode call;
        try (var phone = Telephone.twilio(api, behind(menu), Map.of("name", "Asha"))) {
            phone.hearsTheAgent();
            assertThat(session(menu).path("status").asString()).isEqualTo("active");
            phone.presses('1');
            greeted(phone, NURSE);
            assertThat(phone.heardMillis()).as("of the prompt and the greeting").isLessThan(15_000);
            phone.says("Goodbye.");
            phone.hangsUp();
            call = api.ended(phone.callId());
        }
        assertThat(call.at("/agent/id").asString()).isEqualTo(nurse);
        assertThat(call.path("status").asString()).isEqualTo("completed");
        assertThat(call.at("/variables/name").asString()).isEqualTo("Asha");
        assertThat(words(call, "assistant")).doesNotContain(DESK);
        assertThat(told(steps(call.path("id").asString()))).containsExactly("entered", "pressed1", "connected");
        JsonNode session = session(menu);
        assertThat(session.path("call_id")).isEqualTo(call.path("id"));
        assertThat(session.path("status").asString()).isEqualTo("completed");
        assertThat(session.path("outcome").asString()).isEqualTo("agent");
        assertThat(session.path("agent_id").asString()).isEqualTo(nurse);
        assertThat(session.path("keys_pressed").asInt()).isOne();
    }

    @Test
    void leadsThroughASecondMenuToWhoeverWasCalledInTheLanguageThatWasChosen() throws Exception {
        String second = menu("In which language?", "", key('2', "agent", ",\"language\":\"hi-IN\""));
        String first = menu("What do you want?", "", key('1', "submenu", to(second)));
        JsonNode call;
        try (var phone = Telephone.twilio(api, behind(first))) {
            phone.hearsTheAgentOut();
            phone.presses('1');
            phone.hearsTheAgentOut();
            phone.presses('2');
            greeted(phone, DESK);
            phone.hangsUp();
            call = api.ended(phone.callId());
        }
        assertThat(call.at("/variables/language").asString()).isEqualTo("hi-IN");
        assertThat(told(steps(call.path("id").asString())))
                .containsExactly("entered", "pressed1", "entered", "pressed2", "connected");
        assertThat(call.path("duration_seconds").asInt()).as("the menus count").isGreaterThan(3);
    }

    @Test
    void fallsBackAfterSilenceAndAKeyThatStandsForNothing() throws Exception {
        String menu = menu(
                "Press one.",
                ",\"timeout_ms\":1000,\"retries\":2,\"fallback_target\":\"" + nurse + "\"",
                key('1', "hangup", ""));
        try (var phone = Telephone.twilio(api, behind(menu))) {
            phone.hearsTheAgent();
            phone.presses('7');
            greeted(phone, NURSE);
            phone.hangsUp();
            assertThat(told(steps(api.ended(phone.callId()).path("id").asString())))
                    .containsExactly(
                            "entered",
                            "unknown_key",
                            "repeated",
                            "timed_out",
                            "repeated",
                            "timed_out",
                            "gave_up",
                            "connected");
        }
        assertThat(session(menu).path("retries").asInt()).isEqualTo(2);
    }

    @Test
    void saysGoodbyeToNobodyAndHangsUp() throws Exception {
        String menu = menu(
                "Press one.",
                ",\"timeout_ms\":1000,\"retries\":0,\"fallback_action\":\"hangup\"",
                key('1', "agent", ""));
        try (var phone = Telephone.twilio(api, behind(menu))) {
            assertThat(phone.notices(CallerEvent.Disconnected.class).code()).isEqualTo(1000);
            assertThat(phone.heardMillis()).as("the prompt and a goodbye").isGreaterThan(2_500);
            JsonNode call = api.ended(phone.callId());
            assertThat(call.path("status").asString()).isEqualTo("completed");
            assertThat(call.path("end_reason").asString()).isEqualTo("inactivity");
            assertThat(call.path("duration_seconds").asInt()).isGreaterThanOrEqualTo(4);
            assertThat(told(steps(phone.callId()))).containsExactly("entered", "timed_out", "gave_up", "hung_up");
        }
        assertThat(session(menu).path("outcome").asString()).isEqualTo("hangup");
    }

    @Test
    void hangsUpWhereAKeySaysSoAndKeepsASensitiveKeyToItself() throws Exception {
        String menu = menu("Press a key.", "", key('4', "hangup", ",\"sensitive\":true"));
        String id;
        try (var phone = Telephone.twilio(api, behind(menu))) {
            phone.hearsTheAgent();
            phone.presses('4');
            assertThat(phone.notices(CallerEvent.Disconnected.class).code()).isEqualTo(1000);
            id = phone.callId();
        }
        assertThat(api.ended(id).path("end_reason").asString()).isEqualTo("agent_hangup");
        assertThat(steps(id)).extracting(step -> step.path("step").asString()).contains("pressed");
        assertThat(steps(id)).allSatisfy(step -> {
            assertThat(step.has("digit")).isFalse();
            assertThat(step.has("label")).isFalse();
        });
        assertThat(session(menu).path("keys_pressed").asInt()).isOne();
    }

    @Test
    void noticesACallerWhoHangsUpInTheMenu() throws Exception {
        String menu = menu(LONG, "", key('1', "agent", ""));
        String id;
        try (var phone = Telephone.twilio(api, behind(menu))) {
            phone.hearsTheAgent();
            id = phone.callId();
            phone.hangsUp();
        }
        JsonNode call = api.ended(id);
        assertThat(call.path("end_reason").asString()).isEqualTo("user_hangup");
        JsonNode session = session(menu);
        assertThat(session.path("status").asString()).isEqualTo("abandoned");
        assertThat(session.path("outcome").asString()).isEqualTo("user_hangup");
        assertThat(session.path("agent_id").isNull()).isTrue();
    }
}
