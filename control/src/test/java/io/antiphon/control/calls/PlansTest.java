package io.antiphon.control.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.Persona;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.storage.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * How the database goes about what is asked of the history, with some thousand calls in it: by an index, and never
 * through a whole table. The server's own {@code auto_explain} tells, also of what functions do inside.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansTest {
    private static final int CALLS = 4_000;
    private static final int PAGE = 50;
    private static final Pattern WHOLE_TABLE = Pattern.compile(
            "Seq Scan on (calls|call_words|call_events|transcript_entries|turns|recordings|function_call_logs)\\b");

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final Agents agents = new Agents(database.tenancy());
    private final UUID agent = hire("desk");
    private final UUID other = hire("night");
    private final Connection connection = administrator();
    private final Tenancy tenancy = new Tenancy(new SingleConnectionDataSource(connection, true));
    private final Calls calls = new Calls(tenancy, InstantSource.system(), "test");

    @BeforeAll
    void aPast() throws SQLException {
        database.tenancy().run(org, sql -> {
            sql.sql("""
                            insert into calls (id, agent_id, channel, direction, caller_number, provider_call_id, status,
                                end_reason, duration_seconds, started_at, ended_at)
                            select uuidv7(-i * interval '1 hour'),
                                case i % 10 when 0 then cast(:other as uuid) else cast(:agent as uuid) end,
                                case i % 3 when 0 then 'browser' else 'twilio' end,
                                case i % 4 when 0 then 'outbound' else 'inbound' end,
                                '+9198' || lpad(cast(i as text), 8, '0'), 'CA' || i,
                                case i % 50 when 0 then 'failed' else 'completed' end, 'user_hangup', 30 + i % 300,
                                now() - i * interval '1 hour', now() - i * interval '1 hour' + interval '2 minutes'
                            from generate_series(1, :calls) i
                            """)
                    .param("agent", agent)
                    .param("other", other)
                    .param("calls", CALLS)
                    .update();
            sql.sql("""
                            insert into transcript_entries (call_id, seq, turn, role, content, language, start_ms, end_ms)
                            select c.id, s, s / 2, 'user', 'hello '
                                || case when s = 3 and c.duration_seconds % 2 = 0 then 'breath ' else '' end
                                || case when s = 3 and c.duration_seconds = 77 then 'zebra ' else '' end
                                || 'word' || c.duration_seconds % 97, 'en', s * 3000, s * 3000 + 2500
                            from calls c, generate_series(0, 9) s
                            """).update();
            sql.sql("""
                            insert into turns (call_id, seq, number, heard, spoken, mind, voice_to_voice_ms, interrupted)
                            select c.id, 100 + n, n, 'heard', 'spoken', 'local', 400 + n, c.duration_seconds % 5 = n
                            from calls c, generate_series(1, 5) n
                            """).update();
            sql.sql("""
                            insert into recordings (call_id, path, seconds, rate, channels, bytes)
                            select id, 'a.wav', 60, 16000, 2, 1000 from calls
                            """).update();
            sql.sql("""
                            insert into call_events (call_id, seq, tick, micros, type, details)
                            select c.id, 200 + n, n, n, 'caller_frame', '{}' from calls c, generate_series(1, 5) n
                            """).update();
            UUID[] all =
                    sql.sql("select id from calls").query(UUID.class).list().toArray(UUID[]::new);
            sql.sql("call summarise_calls(?)").param(all).update();
        });
        try (var sql = connection.createStatement()) {
            sql.execute("vacuum analyze calls, call_words, call_events, transcript_entries, turns, recordings");
            sql.execute("load 'auto_explain'");
            sql.execute("set auto_explain.log_min_duration = 0");
            sql.execute("set auto_explain.log_nested_statements = on");
            sql.execute("set role antiphon_app");
        }
    }

    @AfterAll
    void leave() throws SQLException {
        connection.close();
        database.tenancy().run(org, sql -> sql.sql("delete from calls").update());
    }

    static Stream<Map<String, String>> filters() {
        return Stream.of(
                Map.of(),
                Map.of("status", "failed"),
                Map.of("status", "in-progress"),
                Map.of("direction", "outbound"),
                Map.of("channel", "browser"),
                Map.of("channel", "nowhere"),
                Map.of("agent", "night"),
                Map.of("agent", "night", "status", "failed"),
                Map.of("caller", "+919800000037"),
                Map.of("caller", "0000037"),
                Map.of("provider_call_id", "CA37"),
                Map.of("interrupted", "true"),
                Map.of("error", "true"),
                Map.of("min_seconds", "320"),
                Map.of("min_seconds", "5000"),
                Map.of("from", "2020-01-01T00:00:00Z", "to", "2020-01-02T00:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void listsByAnIndexFromAnyPlaceOn(Map<String, String> asked) throws IOException {
        var filter = CallFilter.of(asked, org, agents);
        List<String> first = plans(() -> calls.list(org, filter, PAGE));
        assertThat(first).hasSize(1);
        assertByIndex(first);
        Instant middle = Instant.now().minusSeconds(CALLS / 2 * 3_600L);
        assertByIndex(plans(() -> calls.list(org, filter.before(new CallCursor(middle, CallId.at(middle))), PAGE)));
    }

    static Stream<Map<String, String>> searches() {
        return Stream.of(
                        "hello",
                        "breath",
                        "zebra",
                        "nothing",
                        "hello breath",
                        "hello zebra",
                        "\"hello breath\"",
                        "\"hello zebra\"",
                        "zeb")
                .flatMap(words -> Stream.of(
                        Map.of("q", words),
                        Map.of("q", words, "status", "failed"),
                        Map.of("q", words, "agent", "night", "from", "2020-01-01T00:00:00Z")));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void findsByAnIndex(Map<String, String> asked) throws IOException {
        List<String> plans = plans(() -> calls.list(org, CallFilter.of(asked, org, agents), PAGE));
        assertThat(plans)
                .as("the search inside its function is seen too")
                .anyMatch(plan -> plan.contains("call_words"));
        assertByIndex(plans);
    }

    @Test
    void readsACallByIndexes() throws IOException {
        UUID id = calls.list(org, CallFilter.ALL, 1).calls().getFirst().id();
        List<String> plans = plans(
                () -> assertThat(calls.find(org, id).orElseThrow().transcript()).hasSize(10));
        assertThat(plans).anyMatch(plan -> plan.contains("transcript_entries"));
        assertByIndex(plans);
    }

    @Test
    void sumsUpWaitsByAnIndex() throws IOException {
        var waits = new Waits(tenancy, InstantSource.system());
        assertByIndex(plans(() -> waits.of(org, 7, ZoneOffset.UTC, null)));
        assertByIndex(plans(() -> waits.of(org, 7, ZoneOffset.UTC, other)));
    }

    @Test
    void noticesAQueryThatReadsAWholeTable() throws IOException {
        List<String> plans = plans(() -> tenancy.run(
                org,
                sql -> sql.sql("select count(*) from transcript_entries where content like '%x%'")
                        .query(Integer.class)
                        .single()));
        assertThat(plans).anyMatch(plan -> WHOLE_TABLE.matcher(plan).find());
    }

    private static void assertByIndex(List<String> plans) {
        assertThat(plans).isNotEmpty();
        assertThat(plans).allSatisfy(plan -> assertThat(plan).doesNotContainPattern(WHOLE_TABLE));
        assertThat(plans).anySatisfy(plan -> assertThat(plan).contains("Index"));
    }

    /** How the database went about each statement of {@code work} that reads calls. */
    private static List<String> plans(Runnable work) throws IOException {
        long before = Files.size(TestPostgres.log());
        work.run();
        byte[] all = Files.readAllBytes(TestPostgres.log());
        String written = new String(all, (int) before, (int) (all.length - before), StandardCharsets.UTF_8);
        List<String> plans = new ArrayList<>();
        for (String entry : written.split("(?m)^(?=\\d{4}-\\d\\d-\\d\\d )")) {
            if (entry.contains("  plan:") && entry.contains(" on ")) {
                plans.add(entry);
            }
        }
        return plans;
    }

    private UUID hire(String name) {
        return agents.insertIfAbsent(
                        org, AgentProfile.of(name, name, "en-US", new Persona("Be brief.", "Hello.", List.of())))
                .id();
    }

    private static Connection administrator() {
        try {
            return TestPostgres.administrator();
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }
}
