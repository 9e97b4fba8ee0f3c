package io.antiphon.control.storage;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Who may do what in the database: an administrator for the embedded server itself, the owner of the tables who
 * migrates them, and the application, which row-level security binds.
 */
final class Roles {
    static final String ADMINISTRATOR = "postgres";
    static final String OWNER = "antiphon";
    static final String APPLICATION = "antiphon_app";
    static final String DATABASE = "antiphon";

    private Roles() {}

    /** Makes roles and database of the embedded server, as its administrator; does nothing where they stand. */
    static void prepare(Connection administrator, Passwords passwords) throws SQLException {
        login(administrator, OWNER, passwords.owner());
        login(administrator, APPLICATION, passwords.application());
        if (!exists(administrator, "select 1 from pg_database where datname = ?", DATABASE)) {
            execute(administrator, "create database " + DATABASE + " owner " + OWNER);
        }
    }

    /**
     * Makes the application's role in a database of the operator's and lets its owner act as it.
     *
     * @throws StorageFailure when the owner may not, with what an administrator should run
     */
    static void prepare(Connection owner) throws SQLException {
        try {
            if (!exists(owner, "select 1 from pg_roles where rolname = ?", APPLICATION)) {
                execute(owner, "create role " + APPLICATION + " nologin");
            }
            if (!exists(owner, "select 1 where pg_has_role(current_user, ?, 'MEMBER')", APPLICATION)) {
                execute(owner, "grant " + APPLICATION + " to current_user");
            }
        } catch (SQLException e) {
            throw new StorageFailure(
                    "DATABASE_URL: its user may not create the role " + APPLICATION
                            + ". As an administrator run once: create role " + APPLICATION + " nologin; grant "
                            + APPLICATION + " to <that user>;",
                    e);
        }
    }

    private static void login(Connection connection, String role, String password) throws SQLException {
        String options =
                role + " with login nosuperuser nocreatedb nocreaterole nobypassrls password '" + password + "'";
        boolean there = exists(connection, "select 1 from pg_roles where rolname = ?", role);
        execute(connection, (there ? "alter role " : "create role ") + options);
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
