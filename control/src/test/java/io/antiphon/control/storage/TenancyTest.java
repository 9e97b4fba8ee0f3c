package io.antiphon.control.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

class TenancyTest {
    private final Database database = TestPostgres.database();
    private final Tenancy tenancy = database.tenancy();
    private UUID ours = new UUID(0, 0);
    private UUID theirs = new UUID(0, 0);
    private UUID theirCall = new UUID(0, 0);
    private UUID theirAgent = new UUID(0, 0);

    @BeforeEach
    void twoOrganisations() {
        ours = TestPostgres.organisation(database);
        theirs = TestPostgres.organisation(database);
        theirAgent = tenancy.within(theirs, TenancyTest::agent);
        theirCall = tenancy.within(theirs, TenancyTest::call);
    }

    @Test
    void hidesTheRowsOfOthers() {
        assertThat(tenancy.<Long>within(ours, sql -> count(sql, "calls"))).isZero();
        assertThat(tenancy.<Long>within(theirs, sql -> count(sql, "calls"))).isEqualTo(1);
        assertThat(tenancy.<List<UUID>>within(
                        ours,
                        sql -> sql.sql("select id from organisations")
                                .query(UUID.class)
                                .list()))
                .containsExactly(ours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "organisations",
                "agents",
                "documents",
                "calls",
                "call_events",
                "transcript_entries",
                "turns",
                "recordings",
                "function_call_logs",
                "users",
                "sessions",
                "sign_in_links",
                "api_keys",
                "tickets",
                "audit_log",
                "idempotency_keys",
                "agent_versions",
                "vendor_keys",
                "custom_functions",
                "system_prompts",
                "webhooks",
                "webhook_logs",
                "reservations",
                "reservation_outcomes",
                "ivr_menus",
                "ivr_sessions"
            })
    void showsNothingWithoutAnOrganisation(String table) {
        assertThat(tenancy.<Long>outside(sql -> count(sql, table))).isZero();
    }

    @Test
    void showsNothingOnAConnectionThatServedAnOrganisationBefore() {
        tenancy.run(theirs, sql -> assertThat(count(sql, "calls")).isEqualTo(1));
        var plain = JdbcClient.create(database.source());
        for (int connection = 0; connection < 25; connection++) {
            assertThat(count(plain, "calls")).isZero();
        }
    }

    @Test
    void refusesToInsertForOthers() {
        assertThatThrownBy(() -> tenancy.run(
                        ours,
                        sql -> sql.sql("insert into agents (org_id, name, display_name) values (?, 'spy', '')")
                                .param(theirs)
                                .update()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void refusesToInsertWithoutAnOrganisation() {
        assertThatThrownBy(() -> tenancy.outside(
                        sql -> sql.sql("insert into agents (org_id, name, display_name) values (?, 'spy', '')")
                                .param(theirs)
                                .update()))
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> tenancy.outside(TenancyTest::agent)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void refusesToMoveARowToOthers() {
        tenancy.within(ours, TenancyTest::agent);
        assertThatThrownBy(() -> tenancy.run(
                        ours,
                        sql -> sql.sql("update agents set org_id = ?")
                                .param(theirs)
                                .update()))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void changesAndDeletesOnlyItsOwn() {
        tenancy.run(ours, sql -> {
            assertThat(sql.sql("update calls set summary = 'x' where id = ?")
                            .param(theirCall)
                            .update())
                    .isZero();
            assertThat(sql.sql("delete from calls").update()).isZero();
        });
        assertThat(tenancy.<Long>within(theirs, sql -> count(sql, "calls"))).isEqualTo(1);
    }

    @Test
    void refusesForeignKeysIntoOtherOrganisations() {
        assertThatThrownBy(() -> tenancy.run(
                        ours,
                        sql -> sql.sql("insert into calls (agent_id) values (?)")
                                .param(theirAgent)
                                .update()))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() ->
                        tenancy.run(ours, sql -> sql.sql("""
                                        insert into transcript_entries (call_id, seq, turn, role, content, language, start_ms, end_ms)
                                        values (?, 1, 1, 'user', 'x', 'en', 0, 1)
                                        """).param(theirCall).update()))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesWorkForAnotherOrganisationInsideWork() {
        assertThatThrownBy(() -> tenancy.run(ours, sql -> tenancy.run(theirs, inner -> count(inner, "calls"))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tenancy.<Long>within(theirs, sql -> tenancy.within(theirs, inner -> count(inner, "calls"))))
                .isEqualTo(1);
    }

    @Test
    void undoesAllOfWorkThatFails() {
        assertThatThrownBy(() -> tenancy.run(ours, sql -> {
                    agent(sql);
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(tenancy.<Long>within(ours, sql -> count(sql, "agents"))).isZero();
    }

    @Test
    void mayNotSwitchRowLevelSecurityOff() {
        assertThatThrownBy(() -> tenancy.run(
                        ours,
                        sql -> sql.sql("alter table calls disable row level security")
                                .update()))
                .hasStackTraceContaining("must be owner");
        assertThatThrownBy(() ->
                        tenancy.run(ours, sql -> sql.sql("set role antiphon").update()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void theMonitoringQueriesOfTheHandbookRun() {
        tenancy.run(theirs, sql -> {
            sql.sql("update calls set status = 'completed', duration_seconds = 40")
                    .update();
            sql.sql("insert into function_call_logs (call_id, function_name, status) values (?, 'book', 'failed')")
                    .param(theirCall)
                    .update();
            assertThat(sql.sql("SELECT * FROM calls WHERE status = 'in-progress'")
                            .query()
                            .listOfRows())
                    .isEmpty();
            assertThat(sql.sql("SELECT * FROM function_call_logs WHERE status = 'failed' ORDER BY executed_at DESC")
                            .query()
                            .listOfRows())
                    .hasSize(1);
            assertThat(sql.sql("SELECT DATE(started_at) as day, COUNT(*) FROM calls GROUP BY day ORDER BY day DESC")
                            .query()
                            .listOfRows())
                    .hasSize(1);
            assertThat(sql.sql("SELECT AVG(duration_seconds) FROM calls WHERE status = 'completed'")
                            .query(Double.class)
                            .single())
                    .isEqualTo(40);
        });
    }

    private static UUID agent(JdbcClient sql) {
        return sql.sql("insert into agents (name, display_name) values ('desk', 'Desk') returning id")
                .query(UUID.class)
                .single();
    }

    private static UUID call(JdbcClient sql) {
        return sql.sql("insert into calls (channel, status) values ('browser', 'in-progress') returning id")
                .query(UUID.class)
                .single();
    }

    private static long count(JdbcClient sql, String table) {
        return sql.sql("select count(*) from " + table).query(Long.class).single();
    }
}
