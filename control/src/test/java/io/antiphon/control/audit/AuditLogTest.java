package io.antiphon.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.DatabaseAddress;
import io.antiphon.control.storage.TestPostgres;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final AuditLog log = new AuditLog(
            database.tenancy(), InstantSource.system(), () -> new Actor("user", "7", "asha@example.org", "r-1"));

    @Test
    void countsWithoutGapsWhoeverWritesAtTheSameTime() {
        IntStream.range(0, 40).parallel().forEach(i -> log.record(org, change("x" + i)));
        AuditLog.Verification found = log.verify(org);
        assertThat(found.intact()).isTrue();
        assertThat(found.entries()).isEqualTo(40);
    }

    @Test
    void standsOnlyWithTheChangeItself() {
        assertThatThrownBy(() -> database.tenancy().run(org, sql -> {
                    log.record(org, change("undone"));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(log.verify(org).entries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update audit_log set actor_name = 'nobody'", "delete from audit_log", "truncate audit_log"})
    void letsTheApplicationOnlyAdd(String tampering) {
        log.record(org, change("kept"));
        assertThatThrownBy(() ->
                        database.tenancy().run(org, sql -> sql.sql(tampering).update()))
                .hasStackTraceContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set actor_name = 'nobody' where org_id = ? and seq = 2",
                "update audit_log set details = '{}' where org_id = ? and seq = 2",
                "delete from audit_log where org_id = ? and seq = 2"
            })
    void showsWhatTheOwnerOfTheDatabaseAltered(String tampering) throws Exception {
        for (int i = 1; i <= 4; i++) {
            log.record(org, change("x" + i));
        }
        DatabaseAddress address = TestPostgres.address();
        var owner = Objects.requireNonNull(address.owner());
        try (var connection = DriverManager.getConnection(address.url(), owner.user(), owner.password());
                var setting = connection.prepareStatement("select set_config('app.org_id', ?, false)");
                var statement = connection.prepareStatement(tampering)) {
            setting.setString(1, org.toString());
            setting.execute();
            statement.setObject(1, org);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        AuditLog.Verification found = log.verify(org);
        assertThat(found.intact()).isFalse();
        assertThat(found.brokenAt()).isEqualTo(2);
        assertThat(found.entries()).isEqualTo(1);
    }

    private static Change change(String id) {
        return new Change("thing.changed", "thing", id, Map.of("field", id));
    }
}
