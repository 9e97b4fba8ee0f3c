package io.antiphon.control.reservations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.Persona;
import io.antiphon.control.api.Failures;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.calls.OpenCall;
import io.antiphon.control.calls.Orphans;
import io.antiphon.control.calls.Recordings;
import io.antiphon.control.calls.WaitingCalls;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.outbound.Dialling;
import io.antiphon.control.outbound.OutboundCalls;
import io.antiphon.control.outbound.Places;
import io.antiphon.control.outbound.ScriptedCarrier;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.webhooks.Outbox;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.line.DialStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reservations over HTTP, with the calls that book them and what their agents record. */
class ReservationRoutesTest {
    private static final String PATH = "/api/v1/reservations";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String GOOD = """
            {"restaurant": "Trattoria Rosa", "phone": "+15551230001", "date": "2026-12-24", "time": "19:30",
             "time_zone": "Europe/Berlin", "party_size": 4, "name": "Anna Schmidt", "flexible_minutes": 30,
             "special_requests": "A table by the window.", "callback_number": "+4930123456"}
            """;

    private final Database database = TestPostgres.database();
    private final Tenancy tenancy = database.tenancy();
    private final UUID org = TestPostgres.organisation(database);
    private final String node = "node-" + UUID.randomUUID();
    private Instant now = Instant.parse("2026-12-01T10:00:00Z");
    private final Agents agents = new Agents(tenancy);
    private final AuditLog audit = new AuditLog(tenancy, () -> now, () -> Actor.SYSTEM);
    private final Outbox outbox = new Outbox(tenancy, () -> now);
    private final WaitingCalls waiting = new WaitingCalls(tenancy, outbox, () -> now, node);
    private final ScriptedCarrier carrier = new ScriptedCarrier();
    private final OutboundCalls outbound =
            new OutboundCalls(new Dialling(carrier, ""), waiting, agents, new Room(), audit, 1_000);
    private final Reservations reservations = new Reservations(tenancy, audit, () -> now);
    private final MockMvc web = web(org);

    private static final class Room implements Places {
        @Override
        public boolean keep(UUID call) {
            return true;
        }

        @Override
        public void giveBack(UUID call) {}
    }

    private MockMvc web(UUID whose) {
        return MockMvcBuilders.standaloneSetup(new ReservationRoutes(
                        () -> whose,
                        reservations,
                        new Booking(reservations, outbound, () -> now),
                        agents,
                        new Idempotency(tenancy),
                        audit,
                        () -> now))
                .setControllerAdvice(new Failures())
                .build();
    }

    private UUID hire(String name) {
        return agents.insertIfAbsent(
                        org, AgentProfile.of(name, "Concierge", "en", new Persona("You book tables.", "", List.of())))
                .id();
    }

    private MockHttpServletResponse send(String method, String path, @Nullable String body, @Nullable String key)
            throws Exception {
        var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(method), path);
        if (body != null) {
            request.contentType("application/json").content(body);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return web.perform(request).andReturn().getResponse();
    }

    private JsonNode json(int status, String method, String path, @Nullable String body) throws Exception {
        return json(status, send(method, path, body, null));
    }

    private static JsonNode json(int status, MockHttpServletResponse response) throws Exception {
        String text = response.getContentAsString(StandardCharsets.UTF_8);
        assertThat(response.getStatus()).as(text).isEqualTo(status);
        return JSON.readTree(text);
    }

    private static String with(String field, @Nullable Object value) {
        ObjectNode body = (ObjectNode) JSON.readTree(GOOD);
        body.set(field, JSON.valueToTree(value));
        return body.toString();
    }

    /** One whose restaurant is being called. */
    private JsonNode requested() throws Exception {
        hire("concierge");
        return json(201, "POST", PATH, GOOD);
    }

    private JsonNode now(JsonNode reservation) throws Exception {
        return json(200, "GET", PATH + "/" + reservation.path("id").asString(), null);
    }

    private static UUID call(JsonNode reservation) {
        return UUID.fromString(reservation.at("/call/id").asString());
    }

    private void reported(JsonNode reservation, DialStatus status) {
        UUID call = call(reservation);
        outbound.reported(call, "CA" + call, status);
    }

    private void answered(JsonNode reservation) {
        UUID call = call(reservation);
        OpenCall found = outbound.find(call).orElseThrow();
        assertThat(waiting.answered(found, "CA" + call)).isPresent();
    }

    /** The call that was answered is over, as its journal would say. */
    private void hungUp(JsonNode reservation) {
        tenancy.run(
                org,
                sql -> sql.sql("update calls set status = 'completed', end_reason = 'user_hangup',"
                                + " ended_at = now() where id = ?")
                        .param(call(reservation))
                        .update());
    }

    private String record(JsonNode reservation, String key, String arguments, String... heard) throws Exception {
        return new RecordReservation(reservations, org, call(reservation), () -> List.of(heard)).run(key, arguments);
    }

    @Test
    void callsTheRestaurantWithWhatIsWanted() throws Exception {
        UUID agent = hire("concierge");
        MockHttpServletResponse response = send("POST", PATH, GOOD, null);
        JsonNode made = json(201, response);
        assertThat(response.getHeader("Location"))
                .isEqualTo(PATH + "/" + made.path("id").asString());
        assertThat(made.path("status").asString()).isEqualTo("calling");
        assertThat(made.path("agent_id").asString()).isEqualTo(agent.toString());
        assertThat(made.path("date").asString()).isEqualTo("2026-12-24");
        assertThat(made.path("time").asString()).isEqualTo("19:30");
        assertThat(made.path("party_size").asInt()).isEqualTo(4);
        assertThat(made.path("attempts").asInt()).isEqualTo(1);
        assertThat(made.at("/call/status").asString()).isEqualTo("queued");
        assertThat(made.at("/call/transcript").asString()).isEqualTo("/api/v1/calls/" + call(made));
        assertThat(carrier.asked).hasSize(1).first().satisfies(asked -> {
            assertThat(asked.to()).isEqualTo("+15551230001");
            assertThat(asked.id()).isEqualTo(call(made));
        });
        OpenCall placed = outbound.find(call(made)).orElseThrow();
        assertThat(placed.agent()).isEqualTo(agent);
        assertThat(placed.variables())
                .containsEntry("guest_name", "Anna Schmidt")
                .containsEntry("guest_name_spelled", "A N N A, S C H M I D T")
                .containsEntry("date", "Thursday, 24 December 2026")
                .containsEntry("time", "7:30 PM")
                .containsEntry("party_size", "4")
                .containsEntry("callback_number", "plus 4 9 3 0 1 2 3 4 5 6")
                .containsEntry("special_requests", "A table by the window.")
                .containsEntry(
                        "alternatives",
                        "Any time from 7:00 PM to 8:00 PM will do too. No other time and no other day will.");
        assertThat(now(made)).isEqualTo(made);
    }

    @Test
    void callsWithTheAgentThatIsNamed() throws Exception {
        assertThat(json(422, "POST", PATH, GOOD).at("/error/field").asString()).isEqualTo("agent_id");
        UUID other = hire("another");
        JsonNode made = json(201, "POST", PATH, with("agent_id", other));
        assertThat(made.path("agent_id").asString()).isEqualTo(other.toString());
        String later = with("time", "21:00")
                .replace("{\"restaurant\"", "{\"agent_id\":\"" + UUID.randomUUID() + "\",\"restaurant\"");
        json(404, "POST", PATH, later);
        assertThat(carrier.asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restaurant | '' | 422 | 1 to 100 characters",
                "name | ' ' | 422 | 1 to 100 characters",
                "phone | 5551230001 | 422 | with its country's code",
                "phone | +1555abc | 422 | with its country's code",
                "callback_number | 112 | 422 | with its country's code",
                "date | 24.12.2026 | 422 | such as 2026-12-24",
                "date | 2026-02-30 | 422 | such as 2026-12-24",
                "date | 2026-11-30 | 422 | is past",
                "date | 2028-12-24 | 422 | within a year",
                "time | 7 pm | 422 | such as 19:30",
                "time | 24:30 | 422 | such as 19:30",
                "time_zone | Berlin | 422 | such as Europe/Berlin",
                "agent_id | concierge | 400 | must be a UUID",
                "table | 7 | 400 | there is no field table"
            })
    void saysWhichFieldCannotBeUsedAndCallsNobody(String field, String value, int status, String message)
            throws Exception {
        hire("concierge");
        JsonNode error = json(status, "POST", PATH, with(field, value)).path("error");
        assertThat(error.path("field").asString()).isEqualTo(field);
        assertThat(error.path("message").asString()).contains(message);
        assertThat(carrier.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"party_size, 0", "party_size, 13", "party_size, -4", "flexible_minutes, -1", "flexible_minutes, 721"})
    void saysHowManyThereMayBe(String field, int value) throws Exception {
        hire("concierge");
        JsonNode error = json(422, "POST", PATH, with(field, value)).path("error");
        assertThat(error.path("field").asString()).isEqualTo(field);
        ObjectNode without = (ObjectNode) JSON.readTree(GOOD);
        without.remove("party_size");
        assertThat(json(400, "POST", PATH, without.toString())
                        .at("/error/message")
                        .asString())
                .isEqualTo("party_size is missing");
    }

    @Test
    void goesByTheClocksOfTheRestaurant() throws Exception {
        hire("concierge");
        now = Instant.parse("2026-12-24T18:31:00Z");
        JsonNode past = json(422, "POST", PATH, GOOD).path("error");
        assertThat(past.path("field").asString()).isEqualTo("time");
        json(201, "POST", PATH, with("time_zone", "America/New_York"));
    }

    @Test
    void placesOneCallForTheSameRequestHoweverOftenItIsSent() throws Exception {
        hire("concierge");
        String key = UUID.randomUUID().toString();
        JsonNode first = json(201, send("POST", PATH, GOOD, key));
        MockHttpServletResponse again = send("POST", PATH, GOOD, key);
        assertThat(json(201, again).path("id")).isEqualTo(first.path("id"));
        assertThat(again.getHeader("Idempotent-Replayed")).isEqualTo("true");
        assertThat(carrier.asked).hasSize(1);
        json(422, send("POST", PATH, with("party_size", 5), key));
    }

    @Test
    void doesNotAskForATableThatIsAskedForOrHad() throws Exception {
        JsonNode made = requested();
        assertThat(json(409, "POST", PATH, with("name", "anna schmidt"))
                        .at("/error/message")
                        .asString())
                .contains("asked for already, or is had");
        record(made, "k1", "{\"outcome\":\"confirmed\"}");
        json(409, "POST", PATH, GOOD);
        json(201, "POST", PATH, with("time", "20:30"));
        assertThat(carrier.asked).hasSize(2);
    }

    @Test
    void asksForATableOnceThoughManyAskAtTheSameTime() throws Exception {
        hire("concierge");
        List<Callable<Integer>> many = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            many.add(() -> send("POST", PATH, GOOD, null).getStatus());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> one : threads.invokeAll(many)) {
                answers.add(one.get());
            }
            assertThat(answers).containsOnlyOnce(201).containsOnly(201, 409);
        }
        assertThat(carrier.asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, dial_busy, the line was busy",
        "NO_ANSWER, dial_no_answer, nobody picked up",
        "FAILED, dial_failed, the call could not be placed"
    })
    void hasFailedWhereNobodyWasReached(DialStatus status, String error, String message) throws Exception {
        JsonNode made = requested();
        reported(made, DialStatus.RINGING);
        reported(made, status);
        JsonNode failed = now(made);
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.path("error").asString()).isEqualTo(error);
        assertThat(failed.path("error_message").asString()).isEqualTo(message);
        assertThat(failed.path("ended_at").isString()).isTrue();
        assertThat(failed.at("/call/end_reason").asString()).isEqualTo(error);
    }

    @Test
    void hasFailedWhereTheCarrierDoesNotPlaceTheCallAndSaysWhy() throws Exception {
        hire("concierge");
        carrier.failure = ProviderFailure.Kind.BAD_REQUEST;
        JsonNode failed = json(201, "POST", PATH, GOOD);
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.path("error").asString()).isEqualTo("dial_failed");
        assertThat(failed.path("error_message").asString()).contains("as the test wants it");
    }

    @Test
    void isUnclearWhereSomebodyPickedUpAndNothingWasRecorded() throws Exception {
        JsonNode made = requested();
        answered(made);
        assertThat(now(made).path("status").asString()).isEqualTo("calling");
        hungUp(made);
        JsonNode unclear = now(made);
        assertThat(unclear.path("status").asString()).isEqualTo("unclear");
        assertThat(unclear.path("error").asString()).isEqualTo("user_hangup");
        record(made, "t1", "{\"outcome\":\"confirmed\"}");
        assertThat(now(made).path("status").asString())
                .as("what was under way when the call ended still counts")
                .isEqualTo("confirmed");
    }

    @Test
    void isSettledWhenAServerStartsThatLeftItsCallAlone(@TempDir Path folder) throws Exception {
        JsonNode silent = requested();
        answered(silent);
        JsonNode talked = json(201, "POST", PATH, with("time", "20:00"));
        answered(talked);
        tenancy.run(org, sql -> sql.sql("""
                        insert into transcript_entries (
                            call_id, seq, turn, role, content, language, start_ms, end_ms, interrupted, timestamp)
                        values (?, 1, 1, 'user', 'Trattoria Rosa?', 'en', 0, 900, false, now())
                        """).param(call(talked)).update());
        JsonNode ringing = json(201, "POST", PATH, with("time", "21:00"));
        new Orphans(tenancy, new Organisations(tenancy), new Recordings(folder), outbox, node).end();
        assertThat(now(silent).path("status").asString()).isEqualTo("failed");
        assertThat(now(silent).path("error").asString()).isEqualTo("server_stopped");
        assertThat(now(talked).path("status").asString()).isEqualTo("unclear");
        assertThat(now(ringing).path("status").asString()).isEqualTo("calling");
    }

    @Test
    void keepsWhatTheRestaurantConfirmed() throws Exception {
        JsonNode made = requested();
        answered(made);
        String answer = record(
                made,
                "t1",
                "{\"outcome\":\"confirmed\",\"confirmation_number\":\"tango bravo lima double five\",\"time\":\"19:45\","
                        + "\"note\":\"Ring at the side door.\"}",
                "Yes, at a quarter to eight.",
                "T B L, five five.");
        assertThat(answer).isEqualTo("recorded as confirmed under T B L 5 5");
        JsonNode kept = now(made);
        assertThat(kept.path("status").asString()).isEqualTo("confirmed");
        assertThat(kept.path("confirmation_number").asString()).isEqualTo("TBL55");
        assertThat(kept.path("confirmation_heard").asBoolean()).isTrue();
        assertThat(kept.path("confirmed_date").asString()).isEqualTo("2026-12-24");
        assertThat(kept.path("confirmed_time").asString()).isEqualTo("19:45");
        assertThat(kept.path("note").asString()).isEqualTo("Ring at the side door.");
        hungUp(made);
        assertThat(now(made).path("status").asString()).isEqualTo("confirmed");
        assertThat(now(made).path("error").isNull()).isTrue();
    }

    @Test
    void neverClaimsANumberThatWasNotHeard() throws Exception {
        JsonNode made = requested();
        answered(made);
        String given = "{\"outcome\":\"confirmed\",\"confirmation_number\":\"TBL4729\"}";
        assertThat(record(made, "t1", given, "Your table is booked, the number is on its way."))
                .contains("T B L 4 7 2 9, which was not found", "read it back");
        assertThat(now(made).path("confirmation_heard").asBoolean(true)).isFalse();
        assertThat(record(made, "t2", "{\"outcome\":\"confirmed\",\"confirmation_number\":\"TBL4728\"}", "TBL 4728"))
                .isEqualTo("recorded as confirmed under T B L 4 7 2 8");
        assertThat(now(made).path("confirmation_number").asString()).isEqualTo("TBL4728");
        assertThat(now(made).path("confirmation_heard").asBoolean()).isTrue();
        assertThat(record(made, "t3", "{\"outcome\":\"confirmed\",\"confirmation_number\":\"they had none\"}"))
                .startsWith("error: confirmation_number must be");
    }

    @Test
    void writesTheSameWishOnce() throws Exception {
        JsonNode made = requested();
        answered(made);
        String first = record(made, "t1", "{\"outcome\":\"confirmed\",\"note\":\"one\"}");
        JsonNode after = now(made);
        assertThat(record(made, "t1", "{\"outcome\":\"confirmed\",\"note\":\"two\"}"))
                .isEqualTo(first);
        assertThat(now(made)).isEqualTo(after);
    }

    @Test
    void doesNotTakeBackWhatWasConfirmed() throws Exception {
        JsonNode made = requested();
        answered(made);
        record(made, "t1", "{\"outcome\":\"confirmed\"}");
        for (String other : List.of("declined", "unclear")) {
            assertThat(record(made, "t-" + other, "{\"outcome\":\"" + other + "\"}"))
                    .startsWith("error: this reservation is recorded as confirmed already");
        }
        assertThat(now(made).path("status").asString()).isEqualTo("confirmed");
        for (String change : List.of("status = 'declined'", "status = 'requested'", "call_id = null")) {
            assertThatThrownBy(() -> tenancy.run(
                            org,
                            sql -> sql.sql("update reservations set " + change + " where call_id = ?")
                                    .param(call(made))
                                    .update()))
                    .as(change)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        JsonNode cancelled = json(409, "POST", PATH + "/" + made.path("id").asString() + "/cancel", null);
        assertThat(cancelled.at("/error/message").asString()).contains("confirmed this reservation already");
    }

    @Test
    void takesNoTableThatTheGuestDoesNotWant() throws Exception {
        JsonNode made = requested();
        answered(made);
        for (String other : List.of("\"time\":\"20:01\"", "\"time\":\"18:59\"", "\"date\":\"2026-12-25\"")) {
            assertThat(record(made, other, "{\"outcome\":\"confirmed\"," + other + "}"))
                    .startsWith("error: not recorded");
        }
        assertThat(now(made).path("status").asString()).isEqualTo("calling");
        for (String unusable : List.of("{}", "[]", "yes", "{\"outcome\":\"perhaps\"}", "{\"outcome\":null}")) {
            assertThat(record(made, "k" + unusable, unusable)).startsWith("error: ");
        }
        assertThat(record(made, "k", "{\"outcome\":\"confirmed\",\"time\":\"half past seven\"}"))
                .contains("19:30");
        assertThat(record(made, "t9", "{\"outcome\":\"declined\",\"note\":\"Closed that day.\"}"))
                .isEqualTo("recorded as declined: say goodbye");
        assertThat(now(made).path("status").asString()).isEqualTo("declined");
        assertThat(now(made).path("confirmed_date").isNull()).isTrue();
    }

    @Test
    void hangsUpWhatRingsAndStaysCancelled() throws Exception {
        JsonNode made = requested();
        reported(made, DialStatus.RINGING);
        String path = PATH + "/" + made.path("id").asString();
        carrier.failure = ProviderFailure.Kind.UNREACHABLE;
        json(502, "POST", path + "/cancel", null);
        assertThat(now(made).path("status").asString()).as("it rings on").isEqualTo("calling");
        carrier.failure = null;
        assertThat(json(200, "POST", path + "/cancel", "{}").path("status").asString())
                .isEqualTo("cancelled");
        assertThat(carrier.hungUp).containsExactly("CA" + call(made));
        assertThat(json(200, "POST", path + "/cancel", null).path("status").asString())
                .isEqualTo("cancelled");
        json(409, "POST", path + "/retry", null);
        assertThat(record(made, "t1", "{\"outcome\":\"confirmed\"}"))
                .startsWith("error: this reservation is cancelled");
    }

    @Test
    void isNotCancelledWhileTheRestaurantIsOnTheLineNorAfterwards() throws Exception {
        JsonNode made = requested();
        answered(made);
        String path = PATH + "/" + made.path("id").asString() + "/cancel";
        assertThat(json(409, "POST", path, null).at("/error/message").asString())
                .isEqualTo("the restaurant is on the line");
        hungUp(made);
        assertThat(json(409, "POST", path, null).at("/error/message").asString())
                .contains("it is unclear");
        assertThat(carrier.hungUp).isEmpty();
    }

    @Test
    void triesAgainOnlyWhenNothingCameOfItAndTheCallIsOver() throws Exception {
        JsonNode made = requested();
        String retry = PATH + "/" + made.path("id").asString() + "/retry";
        json(409, "POST", retry, null);
        answered(made);
        record(made, "t1", "{\"outcome\":\"declined\"}");
        assertThat(json(409, "POST", retry, null).at("/error/message").asString())
                .isEqualTo("its last call still goes on");
        assertThatThrownBy(() -> tenancy.run(
                        org,
                        sql -> sql.sql("update reservations set call_id = null").update()))
                .as("though the application forgot to look")
                .isInstanceOf(DataIntegrityViolationException.class);
        hungUp(made);
        String key = UUID.randomUUID().toString();
        JsonNode again = json(201, send("POST", retry, null, key));
        assertThat(again.path("id")).isEqualTo(made.path("id"));
        assertThat(again.path("status").asString()).isEqualTo("calling");
        assertThat(again.path("attempts").asInt()).isEqualTo(2);
        assertThat(call(again)).isNotEqualTo(call(made));
        assertThat(json(201, send("POST", retry, null, key)).at("/call/id")).isEqualTo(again.at("/call/id"));
        json(409, "POST", retry, null);
        assertThat(carrier.asked).hasSize(2);
        assertThat(record(made, "t2", "{\"outcome\":\"confirmed\"}"))
                .as("from the call before")
                .isEqualTo("error: this call books no table any more");
        reported(again, DialStatus.BUSY);
        now = now.plus(Duration.ofDays(30));
        assertThat(json(409, "POST", retry, null).at("/error/message").asString())
                .contains("is past");
    }

    @Test
    void listsPageByPageTheNewestFirst() throws Exception {
        hire("concierge");
        List<String> made = new ArrayList<>();
        for (String time : List.of("18:00", "18:30", "19:00")) {
            made.addFirst(json(201, "POST", PATH, with("time", time)).path("id").asString());
        }
        JsonNode first = json(200, "GET", PATH + "?limit=2", null);
        assertThat(ids(first)).containsExactlyElementsOf(made.subList(0, 2));
        JsonNode second =
                json(200, "GET", PATH + "?limit=2&before=" + first.path("next").asString(), null);
        assertThat(ids(second)).containsExactly(made.getLast());
        assertThat(second.path("next").isNull()).isTrue();
        json(400, "GET", PATH + "?limit=0", null);
        json(400, "GET", PATH + "?before=x", null);
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("reservations").forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }

    @Test
    void showsNobodyWhatBelongsToOthers() throws Exception {
        JsonNode made = requested();
        MockMvc others = web(TestPostgres.organisation(database));
        String path = PATH + "/" + made.path("id").asString();
        for (String[] asked : new String[][] {{"GET", ""}, {"POST", "/cancel"}, {"POST", "/retry"}}) {
            assertThat(others.perform(MockMvcRequestBuilders.request(HttpMethod.valueOf(asked[0]), path + asked[1]))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(404);
        }
        assertThat(now(made).path("status").asString()).isEqualTo("calling");
    }

    @Test
    void outlivesItsCallAndItsAgent() throws Exception {
        JsonNode made = requested();
        reported(made, DialStatus.NO_ANSWER);
        tenancy.run(
                org,
                sql -> sql.sql("delete from calls where id = ?")
                        .param(call(made))
                        .update());
        tenancy.run(org, sql -> sql.sql("delete from agents").update());
        JsonNode left = now(made);
        assertThat(left.path("status").asString()).isEqualTo("failed");
        assertThat(left.path("call").isNull()).isTrue();
        assertThat(left.path("agent_id").isNull()).isTrue();
        json(409, "POST", PATH + "/" + made.path("id").asString() + "/retry", null);
    }
}
