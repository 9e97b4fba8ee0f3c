package io.antiphon.control.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.webhooks.Outbox;
import io.antiphon.ports.journal.JournalEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What webhooks are told of calls. */
class TidingsTest {
    private static final String ALL =
            "call.started call.ended call.failed conversation.updated function.executed error";

    @TempDir
    Path folder;

    private final Database database = TestPostgres.database();
    private final Tenancy tenancy = database.tenancy();
    private final UUID org = TestPostgres.organisation(database);
    private final Instant now = Instant.parse("2026-07-01T10:00:00Z");
    private final Outbox outbox = new Outbox(tenancy, () -> now);
    private final Ledger ledger = new Ledger(tenancy, database.source(), new Tidings(outbox));
    private final OpenCall call = call();

    private OpenCall call() {
        return new OpenCall(
                CallId.at(now),
                org,
                null,
                "browser",
                NewCall.Direction.INBOUND,
                "+15551230001",
                null,
                "test",
                now,
                Map.of("name", "Asha"));
    }

    @BeforeEach
    void somebodyWantsToKnow() {
        listen(org);
    }

    private void listen(UUID where) {
        tenancy.run(
                where,
                sql -> sql.sql("insert into webhooks (url, events, secret)"
                                + " values ('https://a.example', string_to_array(?, ' '), '')")
                        .param(ALL)
                        .update());
    }

    private List<Parcel> parcels(OpenCall of, Entry... entries) {
        SpoolFile file = SpoolFile.create(of, folder.resolve(of.id().toString()));
        List<Parcel> parcels = new ArrayList<>();
        for (Entry entry : entries) {
            parcels.add(new Parcel(file, new SpoolLine(parcels.size(), entry), 0, false));
        }
        return parcels;
    }

    private List<Parcel> conversation() {
        return parcels(
                call,
                new Entry.Began(call),
                new Entry.Happened(Talk.event(0)),
                new Entry.Said(Talk.agent(0, "Hello.", 0, 40)),
                new Entry.Said(Talk.caller(1, "When \u0000 do you open?", 50, 90)),
                new Entry.Happened(new JournalEvent(
                        100,
                        0,
                        "ToolFinished",
                        Map.of(
                                "turn",
                                "1",
                                "id",
                                "t1.1",
                                "name",
                                "hours",
                                "arguments",
                                "{\"day\":\"today\"}",
                                "result",
                                "{\"from\":9}"))),
                new Entry.Happened(new JournalEvent(
                        110,
                        0,
                        "ToolFinished",
                        Map.of("turn", "1", "id", "t1.2", "name", "book", "arguments", "{}", "result", "error: full"))),
                new Entry.Happened(new JournalEvent(
                        120,
                        0,
                        "ProviderFailed",
                        Map.of("turn", "2", "part", "MIND", "provider", "openai", "kind", "RATE_LIMIT"))),
                new Entry.Ended("caller_hung_up", 500, now.plusSeconds(10)));
    }

    record Row(String event, String eventId, String happenedAt, JsonNode data) {}

    private List<Row> told() {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from webhook_logs order by seq")
                        .query((row, number) -> new Row(
                                row.getString("event"),
                                row.getString("event_id"),
                                row.getTimestamp("happened_at").toInstant().toString(),
                                JsonMapper.shared().readTree(row.getString("data"))))
                        .list());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void tellsOfACallFromItsBeginToItsEnd() {
        ledger.write(org, conversation());
        List<Row> told = told();
        assertThat(told)
                .extracting(Row::event)
                .containsExactly(
                        "call.started",
                        "conversation.updated",
                        "conversation.updated",
                        "function.executed",
                        "function.executed",
                        "error",
                        "call.ended");
        String who = "\"call_id\": \"" + call.id() + "\", \"agent_id\": null, ";
        assertThat(told.getFirst().data()).isEqualTo(json("{" + who + """
                "channel": "browser", "direction": "inbound", "caller_number": "+15551230001", "provider_call_id": null,
                "status": "in-progress", "started_at": "2026-07-01T10:00:00Z", "variables": {"name": "Asha"}}
                """));
        assertThat(told.get(2).data()).isEqualTo(json("{" + who + """
                "turn": 1, "role": "user", "content": "When \\u0000 do you open?", "language": "en-US",
                "start_ms": 1000, "end_ms": 1800, "interrupted": false, "confidence": 0.9}
                """));
        assertThat(told.get(2).happenedAt()).isEqualTo("2026-07-01T10:00:01.800Z");
        assertThat(told.get(3).data()).isEqualTo(json("{" + who + """
                "turn": 1, "request": "t1.1", "name": "hours", "status": "completed", "arguments": {"day": "today"},
                "result": {"from": 9}, "error": null}
                """));
        assertThat(told.get(4).data().path("status").asString()).isEqualTo("failed");
        assertThat(told.get(4).data().path("error").asString()).isEqualTo("full");
        assertThat(told.get(5).data())
                .isEqualTo(json("{" + who
                        + "\"turn\": 2, \"part\": \"mind\", \"provider\": \"openai\", \"kind\": \"rate_limit\"}"));
        JsonNode end = told.getLast().data();
        assertThat(end.path("duration_seconds").asInt()).isEqualTo(10);
        assertThat(end.path("end_reason").asString()).isEqualTo("caller_hung_up");
        assertThat(end.path("status").asString()).isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9 to 5", "{", "We open at nine."})
    void tellsAsATextWhatAToolAnsweredThatIsNoJson(String result) {
        var finished = new JournalEvent(1, 0, "ToolFinished", Map.of("id", "t1.1", "name", "hours", "result", result));
        ledger.write(org, parcels(call, new Entry.Began(call), new Entry.Happened(finished)));
        assertThat(told().getLast().data().path("result"))
                .isEqualTo(JsonMapper.shared().getNodeFactory().stringNode(result));
    }

    @Test
    void tellsOnceWhatIsWrittenTwice() {
        ledger.write(org, conversation());
        List<Row> once = told();
        ledger.write(org, conversation());
        assertThat(told()).isEqualTo(once);
        assertThat(once).extracting(Row::eventId).doesNotHaveDuplicates();
    }

    @Test
    void tellsNobodyElse() {
        UUID other = TestPostgres.organisation(database);
        listen(other);
        ledger.write(org, conversation());
        assertThat(tenancy.<Long>within(
                        other,
                        sql -> sql.sql("select count(*) from webhook_logs")
                                .query(Long.class)
                                .single()))
                .isZero();
    }

    @Test
    void tellsOfACallThatCouldNotGoOn() {
        ledger.write(org, parcels(call, new Entry.Began(call), new Entry.Ended("error_bug", 1, now)));
        assertThat(told()).extracting(Row::event).containsExactly("call.started", "call.failed");
    }

    @Test
    void tellsOfACallThatNobodyAnswered() {
        var waiting = new WaitingCalls(tenancy, new Outbox(tenancy, () -> now), () -> now, "test");
        UUID agent = tenancy.within(
                org,
                sql -> sql.sql("insert into agents (name, display_name) values ('desk', 'Desk') returning id")
                        .query(UUID.class)
                        .single());
        waiting.add(org, call.id(), agent, "twilio", "+15551230001", Map.of());
        assertThat(waiting.failed(org, call.id(), "no_answer")).isTrue();
        assertThat(waiting.failed(org, call.id(), "no_answer")).isFalse();
        Row told = told().getFirst();
        assertThat(told()).hasSize(1);
        assertThat(told.event()).isEqualTo("call.failed");
        assertThat(told.data().path("end_reason").asString()).isEqualTo("no_answer");
    }

    @Test
    void tellsOfTheEndOfACallWhoseServerWentAway() {
        String node = "node-" + UUID.randomUUID();
        var calls = new Calls(tenancy, () -> now.truncatedTo(ChronoUnit.MICROS), node);
        UUID left = calls.start(Talk.browserCall(org)).id();
        new Orphans(tenancy, new Organisations(tenancy), new Recordings(folder), outbox, node).end();
        assertThat(told()).extracting(Row::event).containsExactly("call.failed");
        assertThat(told().getFirst().data().path("call_id").asString()).isEqualTo(left.toString());
    }

    @Test
    void whatWasToldOfACallGoesWithTheCall() {
        ledger.write(org, conversation());
        tenancy.run(
                org,
                sql -> sql.sql("delete from calls where id = ?")
                        .param(call.id())
                        .update());
        assertThat(told()).isEmpty();
    }
}
