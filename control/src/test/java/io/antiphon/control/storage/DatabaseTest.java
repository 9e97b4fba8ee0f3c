package io.antiphon.control.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of the operator's own, reached by one address. */
class DatabaseTest {
    private final String name = "operator_" + UUID.randomUUID().toString().replace('-', '_');

    @Test
    void bindsTheOperatorsLoginToTheApplicationsRole() throws Exception {
        administrator("create role " + name + " login password 'pw'");
        administrator("grant antiphon_app to " + name);
        administrator("create database " + name + " owner " + name);
        try (var database = Database.open(DatabaseAddress.parse(address()))) {
            UUID ours = TestPostgres.organisation(database);
            UUID theirs = TestPostgres.organisation(database);
            assertThat(database.answers()).isTrue();
            database.tenancy()
                    .run(
                            ours,
                            sql -> sql.sql("insert into agents (name, display_name) values ('a', 'A')")
                                    .update());
            assertThat(database.tenancy().<Long>within(theirs, DatabaseTest::agents))
                    .isZero();
            assertThat(database.tenancy().<Long>within(ours, DatabaseTest::agents))
                    .isEqualTo(1);
        }
        try (var again = Database.open(DatabaseAddress.parse(address()))) {
            assertThat(again.answers()).isTrue();
        }
    }

    @Test
    void saysWhatAnAdministratorMustRun() throws Exception {
        administrator("create role " + name + " login password 'pw'");
        administrator("create database " + name + " owner " + name);
        assertThatThrownBy(() -> Database.open(DatabaseAddress.parse(address())))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("grant antiphon_app to");
    }

    @Test
    void saysThatNobodyIsThere() {
        assertThatThrownBy(() -> Database.open(DatabaseAddress.parse("postgres://ann:secret@127.0.0.1:1/voice")))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesToWorkAsTheOwnerOfTheTables() {
        var address = TestPostgres.address();
        assertThatThrownBy(() -> Database.open(new DatabaseAddress(address.url(), address.owner(), address.owner())))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("can see the rows of every organisation");
    }

    @Test
    void namesRowsInTheOrderTheyCameOnOlderServersToo() throws Exception {
        String migration;
        try (var in = Database.class.getResourceAsStream("migrations/V1__calls_and_their_agents.sql")) {
            migration = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        String body = migration.substring(migration.indexOf("select encode("), migration.indexOf("$f$;"));
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select uuid_extract_version(id), abs(extract(epoch from"
                        + " uuid_extract_timestamp(id) - clock_timestamp())) from (" + body + ") made(id)")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(7);
            assertThat(rows.getDouble(2)).isLessThan(5);
        }
    }

    private static long agents(JdbcClient sql) {
        return sql.sql("select count(*) from agents").query(Long.class).single();
    }

    private String address() {
        String url = TestPostgres.address().url();
        String host = url.substring("jdbc:postgresql://".length(), url.lastIndexOf('/'));
        return "postgres://" + name + ":pw@" + host + "/" + name;
    }

    private static void administrator(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                TestPostgres.address().url(), Roles.ADMINISTRATOR, TestPostgres.administratorPassword());
    }
}
