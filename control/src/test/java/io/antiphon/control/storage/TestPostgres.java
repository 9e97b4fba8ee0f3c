package io.antiphon.control.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** One database for the whole test run, and the programs that tests with a database of their own share. */
public final class TestPostgres {
    private static final Path PROGRAMS = Path.of("target", "postgres");

    private final Path folder;
    private final EmbeddedPostgres server;
    private final Database database;

    private TestPostgres() {
        try {
            for (Path earlier : Folders.list(Files.createDirectories(PROGRAMS), "run-*")) {
                Folders.delete(earlier);
            }
            folder = Files.createTempDirectory(PROGRAMS, "run-");
            server = EmbeddedPostgres.start(folder, PROGRAMS, StartProgress.SILENT);
            database = Database.open(server.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The shared database; its server ends with the test run. */
    public static Database database() {
        return Shared.ONE.database;
    }

    public static DatabaseAddress address() {
        return Shared.ONE.server.address();
    }

    /** What the shared server writes about its work. */
    public static Path log() {
        return Shared.ONE.folder.resolve("server.log");
    }

    /** A connection as the server's administrator, whom nothing binds until he takes another role. */
    public static Connection administrator() throws SQLException {
        return DriverManager.getConnection(address().url(), Roles.ADMINISTRATOR, administratorPassword());
    }

    static String administratorPassword() {
        try {
            return Passwords.in(Shared.ONE.folder.resolve("passwords")).administrator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server of the test's own; where {@code folder} has none yet, a copy of one that was made before. */
    public static EmbeddedPostgres start(Path folder) throws InterruptedException {
        if (!Files.exists(folder.resolve("cluster"))) {
            copy(template(), folder);
        }
        return EmbeddedPostgres.start(folder, PROGRAMS, StartProgress.SILENT);
    }

    private static Path template() throws InterruptedException {
        Path template = PROGRAMS.resolve("template");
        if (!Files.exists(template)) {
            Path unfinished = PROGRAMS.resolve("template.unfinished");
            EmbeddedPostgres.start(unfinished, PROGRAMS, StartProgress.SILENT).close();
            try {
                Files.move(unfinished, template);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return template;
    }

    private static void copy(Path from, Path to) throws InterruptedException {
        try {
            Files.createDirectories(to);
            int status = new ProcessBuilder("cp", "-a", from + "/.", to.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("cp ended with " + status);
            }
            Files.deleteIfExists(to.resolve("port"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new organisation in {@code database}. */
    public static UUID organisation(Database database) {
        UUID id = UUID.randomUUID();
        database.tenancy()
                .run(
                        id,
                        sql -> sql.sql("insert into organisations (id, name) values (?, ?)")
                                .params(id, "test " + id)
                                .update());
        return id;
    }

    /** Started by the first test that asks for it; programs that tests start do not. */
    private static final class Shared {
        private static final TestPostgres ONE = new TestPostgres();
    }
}
