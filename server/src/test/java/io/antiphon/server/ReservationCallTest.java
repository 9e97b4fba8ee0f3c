package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.testkit.openai.OpenAiSimulator;
import io.antiphon.testkit.openai.Script;
import io.antiphon.testkit.twilio.SimulatedCall;
import io.antiphon.testkit.twilio.TwilioSimulator;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tables that are booked in calls to restaurants. */
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("twilio")
@ResourceLock("openai")
class ReservationCallTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> NONE = Map.of();

    private final TwilioSimulator twilio = VendorServer.shared().twilio;
    private final OpenAiSimulator mind = VendorServer.shared().openAi;
    private final Api api = VendorServer.shared().api();
    private final String day =
            LocalDate.now(ZoneId.of("America/New_York")).plusDays(30).toString();

    /** The sample agent with a mind that is scripted, and an ear and a voice that need nobody. */
    private String concierge() throws Exception {
        JsonNode sample = api.json("/api/v1/agents/concierge");
        ObjectNode settings = JSON.createObjectNode()
                .put("name", "concierge-" + UUID.randomUUID())
                .put("language", "en-US")
                .put("ear", "sphinx4")
                .put("llm_model", "openai")
                .put("voice_id", "local")
                .put("guesses", 0)
                .put("recording", false);
        for (String field : new String[] {"system_prompt", "greeting", "variables", "likely_questions"}) {
            settings.set(field, sample.path(field));
        }
        return made(201, api.send("POST", "/api/v1/agents", settings.toString(), NONE))
                .path("id")
                .asString();
    }

    private static JsonNode made(int status, HttpResponse<byte[]> response) {
        assertThat(response.statusCode())
                .as("%s", new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return JSON.readTree(response.body());
    }

    /** @param agent empty for the sample agent itself */
    private ObjectNode wanted(String agent) {
        ObjectNode wanted = JSON.createObjectNode()
                .put("restaurant", "Trattoria Rosa")
                .put("phone", "+15551230077")
                .put("date", day)
                .put("time", "19:30")
                .put("time_zone", "America/New_York")
                .put("party_size", 4)
                .put("name", "Anna " + UUID.randomUUID().toString().replaceAll("[^a-f]", ""))
                .put("flexible_minutes", 30);
        return agent.isEmpty() ? wanted : wanted.put("agent_id", agent);
    }

    private JsonNode asked(ObjectNode wanted) throws Exception {
        return made(201, api.send("POST", "/api/v1/reservations", wanted.toString(), NONE));
    }

    /** The reservation, as soon as it stands so. */
    private JsonNode awaited(JsonNode reservation, String status) throws Exception {
        String path = "/api/v1/reservations/" + reservation.path("id").asString();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        JsonNode now = api.json(path);
        while (!now.path("status").asString().equals(status)) {
            assertThat(System.nanoTime()).as("in time: %s", now).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
            now = api.json(path);
        }
        return now;
    }

    @Test
    void booksATableWithWhoeverAnswers() throws Exception {
        ObjectNode wanted = wanted(concierge());
        JsonNode reservation = asked(wanted);
        assertThat(reservation.path("status").asString()).isEqualTo("calling");
        mind.next(Script.stream()
                .tool(0, "call_1", "record_reservation")
                .arguments(
                        0,
                        "{\"outcome\":\"confirmed\",\"confirmation_number\":\"TBL-4729\",\"time\":\"19:45\","
                                + "\"note\":\"Ring at the side door.\"}")
                .finish("tool_calls")
                .done());
        mind.next(Script.answering("Thank you", " and goodbye."));
        SimulatedCall placed = twilio.nextCall();
        assertThat(placed.to()).isEqualTo("+15551230077");
        placed.goesOn("in-progress");
        try (var phone = Telephone.answering(placed)) {
            phone.hearsTheAgentOut();
            phone.says("Your confirmation number is tango bravo lima four seven two nine.");
            phone.hearsTheAgentOut();
            phone.hangsUp();
        }
        String prompt = mind.takeRequest().body();
        assertThat(prompt)
                .contains("record_reservation", "Trattoria Rosa", "a table for 4 on", "at 7:30 PM")
                .contains("Any time from 7:00 PM to 8:00 PM will do too.");
        assertThat(mind.takeRequest().body()).contains("recorded as confirmed under T B L 4 7 2 9");
        JsonNode call = api.ended(placed.parameter("call_id"));
        JsonNode kept = awaited(reservation, "confirmed");
        assertThat(words(call, "assistant").getFirst())
                .isEqualTo("Hello, I am an AI assistant calling on behalf of "
                        + wanted.path("name").asString() + ". I would like to book a table, please.");
        assertThat(kept.path("confirmation_number").asString()).isEqualTo("TBL4729");
        assertThat(kept.path("confirmation_heard").asBoolean())
                .as("%s", words(call, "user"))
                .isTrue();
        assertThat(kept.path("confirmed_date").asString()).isEqualTo(day);
        assertThat(kept.path("confirmed_time").asString()).isEqualTo("19:45");
        assertThat(kept.path("note").asString()).isEqualTo("Ring at the side door.");
        assertThat(kept.path("error").isNull()).as("though the call ended").isTrue();
        assertThat(kept.at("/call/id")).isEqualTo(call.path("id"));
        assertThat(kept.at("/call/status").asString()).isEqualTo("completed");
        assertThat(each(call.path("tools"))).hasSize(1).allSatisfy(run -> {
            assertThat(run.path("name").asString()).isEqualTo("record_reservation");
            assertThat(run.path("status").asString()).isEqualTo("completed");
        });
    }

    @Test
    void offersTheToolInNoOtherCall() throws Exception {
        String agent = concierge();
        mind.next(Script.answering("Good evening."));
        try (var phone = Telephone.browser(api, agent)) {
            phone.hearsTheAgentOut();
            phone.says("Your table is booked.");
            phone.hearsTheAgentOut();
            phone.hangsUp();
        }
        String prompt = mind.takeRequest().body();
        assertThat(prompt).contains("end_call").doesNotContain("\"name\":\"record_reservation\"");
    }

    @Test
    void callsOnceForTheSameRequest() throws Exception {
        String wanted = wanted("").toString();
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        JsonNode first = made(201, api.send("POST", "/api/v1/reservations", wanted, key));
        HttpResponse<byte[]> second = api.send("POST", "/api/v1/reservations", wanted, key);
        assertThat(made(201, second).path("id")).isEqualTo(first.path("id"));
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        made(409, api.send("POST", "/api/v1/reservations", wanted, NONE));
        SimulatedCall placed = twilio.nextCall();
        assertThat(placed.parameter("call_id")).isEqualTo(first.at("/call/id").asString());
        assertThat(twilio.waiting()).isZero();
        String path = "/api/v1/reservations/" + first.path("id").asString();
        assertThat(made(200, api.send("POST", path + "/cancel", "{}", NONE))
                        .path("status")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(placed.status()).isEqualTo("canceled");
    }

    @Test
    void hasFailedWhereTheLineIsBusyAndMayBeTriedAgain() throws Exception {
        JsonNode reservation = asked(wanted(""));
        SimulatedCall placed = twilio.nextCall();
        placed.goesOn("busy");
        JsonNode failed = awaited(reservation, "failed");
        assertThat(failed.path("error").asString()).isEqualTo("dial_busy");
        String path = "/api/v1/reservations/" + reservation.path("id").asString();
        JsonNode again = made(201, api.send("POST", path + "/retry", "{}", NONE));
        assertThat(again.path("status").asString()).isEqualTo("calling");
        SimulatedCall second = twilio.nextCall();
        assertThat(second.parameter("call_id")).isEqualTo(again.at("/call/id").asString());
        second.goesOn("no-answer");
        assertThat(awaited(again, "failed").path("error").asString()).isEqualTo("dial_no_answer");
    }

    @Test
    void isUnclearWhereTheCallEndsAndNothingWasRecorded() throws Exception {
        JsonNode reservation = asked(wanted(concierge()));
        SimulatedCall placed = twilio.nextCall();
        placed.goesOn("in-progress");
        try (var phone = Telephone.answering(placed)) {
            phone.hearsTheAgentOut();
            phone.hangsUp();
        }
        JsonNode unclear = awaited(reservation, "unclear");
        assertThat(unclear.path("error").asString()).isEqualTo("user_hangup");
        assertThat(unclear.path("confirmation_number").isNull()).isTrue();
    }

    @Test
    void isBookedByThoseAloneWhoMay() throws Exception {
        String scopes = "{\"name\":\"reader\",\"scopes\":[\"reservations:read\",\"calls:place\"]}";
        String secret = made(201, api.send("POST", "/api/v1/keys", scopes, NONE))
                .path("secret")
                .asString();
        Api reader = api.with(secret);
        assertThat(reader.get("/api/v1/reservations").statusCode()).isEqualTo(200);
        assertThat(reader.send("POST", "/api/v1/reservations", wanted("").toString(), NONE)
                        .statusCode())
                .isEqualTo(403);
        assertThat(twilio.waiting()).isZero();
    }
}
