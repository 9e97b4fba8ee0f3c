package io.antiphon.control.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** The time in which the files of a running database are copied: it keeps all of its log, by a slot that ends with us. */
final class ClusterCopying implements AutoCloseable {
    private static final String SLOT_IN_USE = "42710";

    private final Connection administrator;

    private ClusterCopying(Connection administrator) {
        this.administrator = administrator;
    }

    /** @param folder of the embedded database */
    static ClusterCopying begin(Path folder) throws IOException {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:"
                + Files.readString(folder.resolve("port")).strip() + "/postgres");
        source.setUser(Roles.ADMINISTRATOR);
        source.setPassword(Passwords.in(folder.resolve("passwords")).administrator());
        ClusterCopying copying = null;
        try {
            copying = new ClusterCopying(source.getConnection());
            copying.ask("select slot_name from pg_create_physical_replication_slot('antiphon_backup', true, true)");
            copying.ask("select pg_backup_start('antiphon', true)::text");
            return copying;
        } catch (SQLException e) {
            if (copying != null) {
                copying.close();
            }
            throw new StorageFailure(
                    SLOT_IN_USE.equals(e.getSQLState())
                            ? "another back-up is being made of this database: wait until it is done"
                            : "the running database cannot be asked for a back-up: see " + folder.resolve("server.log"),
                    e);
        }
    }

    /** All files have been copied; gives what tells a server that starts from them where their log begins. */
    String end() {
        try {
            return ask("select labelfile from pg_backup_stop(false)");
        } catch (SQLException e) {
            throw new StorageFailure("the running database did not finish the back-up: make it again", e);
        }
    }

    private String ask(String sql) throws SQLException {
        try (var statement = administrator.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() {
        try {
            administrator.close();
        } catch (SQLException gone) {
            // What ends with the connection has ended.
        }
    }
}
