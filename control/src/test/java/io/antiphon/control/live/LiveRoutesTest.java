package io.antiphon.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.access.Tickets;
import io.antiphon.control.api.Failures;
import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.calls.CallNotes;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.calls.NewCall;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;

/** Calls that go on are those of their organisation alone. */
class LiveRoutesTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final UUID others = TestPostgres.organisation(database);
    private final LiveCalls live = new LiveCalls();
    private final List<String> asked = new ArrayList<>();
    private MockMvc web = MockMvcBuilders.standaloneSetup(new Object()).build();

    @BeforeEach
    void routes() {
        var tenancy = database.tenancy();
        var audit = new AuditLog(tenancy, InstantSource.system(), () -> Actor.SYSTEM);
        web = MockMvcBuilders.standaloneSetup(new LiveRoutes(
                        () -> org,
                        live,
                        new Calls(tenancy, InstantSource.system(), "test"),
                        new CallNotes(tenancy, audit),
                        new Tickets(tenancy, InstantSource.system()),
                        audit,
                        (org, call) -> false))
                .setControllerAdvice(new Failures())
                .build();
    }

    @Test
    void anotherOrganisationsCallIsNotThereAndWhoeverAsksForItStandsInTheLog() throws Exception {
        UUID theirs = goingOn(others);
        UUID ours = goingOn(org);
        assertThat(JSON.readTree(send(HttpMethod.GET, "/live", "").getContentAsByteArray())
                        .findValuesAsString("id"))
                .contains(ours.toString())
                .doesNotContain(theirs.toString());
        List<String> bodies = List.of("", "{\"text\": \"hello\"}", "{\"content\": \"hello\"}", "");
        List<String> actions = List.of("/end", "/say", "/notes", "/listen");
        for (int i = 0; i < actions.size(); i++) {
            assertNotThere(send(HttpMethod.POST, "/" + theirs + actions.get(i), bodies.get(i)), actions.get(i));
        }
        assertNotThere(send(HttpMethod.GET, "/" + theirs + "/events", ""), "/events");
        assertThat(asked).as("what reached their call").isEmpty();
        assertThat(live.find(others, theirs).orElseThrow().watched()).isZero();
        assertThat(logged()).hasSize(5).allMatch(entry -> entry.equals("access.foreign call " + theirs));
        assertThat(notesOf(theirs)).isZero();
    }

    @Test
    void anotherOrganisationsCallIsNotThereWhenItHasJustEndedEither() throws Exception {
        UUID theirs = goingOn(others);
        live.end(live.find(others, theirs).orElseThrow());
        assertNotThere(send(HttpMethod.GET, "/" + theirs + "/events", ""), "/events");
        assertThat(logged()).containsExactly("access.foreign call " + theirs);
    }

    @Test
    void aCallThatNobodyMadeIsNotThereAndNoEntryIsWritten() throws Exception {
        assertNotThere(send(HttpMethod.GET, "/" + UUID.randomUUID() + "/events", ""), "/events");
        assertThat(logged()).isEmpty();
    }

    @Test
    void onesOwnCallIsAskedToEnd() throws Exception {
        UUID ours = goingOn(org);
        assertThat(send(HttpMethod.POST, "/" + ours + "/end", "").getStatus()).isEqualTo(202);
        assertThat(asked).containsExactly("end operator_ended");
        assertThat(logged()).containsExactly("call.ended call " + ours);
    }

    private UUID goingOn(UUID organisation) {
        UUID id = new Calls(database.tenancy(), InstantSource.system(), "test")
                .start(new NewCall(organisation, null, "browser", NewCall.Direction.INBOUND, null, null))
                .id();
        Quiet.call(live, organisation, id, asked);
        return id;
    }

    private static void assertNotThere(MockHttpServletResponse response, String action) throws Exception {
        assertThat(response.getStatus()).as(action).isEqualTo(404);
        assertThat(JSON.readTree(response.getContentAsByteArray())
                        .at("/error/message")
                        .asString())
                .as(action)
                .isEqualTo("there is no call of this id");
    }

    private MockHttpServletResponse send(HttpMethod method, String path, String body) throws Exception {
        var request = MockMvcRequestBuilders.request(method, "/api/v1/calls" + path);
        if (!body.isEmpty()) {
            request.contentType("application/json").content(body);
        }
        return web.perform(request).andReturn().getResponse();
    }

    private List<String> logged() {
        return database.tenancy()
                .within(
                        org,
                        sql -> sql.sql(
                                        "select action || ' ' || target_kind || ' ' || target_id from audit_log order by seq")
                                .query(String.class)
                                .list());
    }

    private int notesOf(UUID call) {
        return database.tenancy()
                .<Integer>within(
                        others,
                        sql -> sql.sql("select count(*) from call_notes where call_id = ?")
                                .param(call)
                                .query(Integer.class)
                                .single());
    }
}
