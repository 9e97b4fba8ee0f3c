package io.antiphon.control.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    /** One cluster for all: each test starts and stops it. */
    @TempDir
    static Path folder;

    @Test
    void keepsRowsAndPortFromOneStartToTheNext() throws Exception {
        DatabaseAddress first;
        try (var server = TestPostgres.start(folder)) {
            first = server.address();
            execute(first, "create table seven as select 7 as number");
        }
        try (var server = TestPostgres.start(folder)) {
            assertThat(server.address()).isEqualTo(first);
            assertThat(number(first, "select number from seven")).isEqualTo(7);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("passwords"))))
                .isEqualTo("rw-------");
    }

    @Test
    void writesToTheDiskBeforeItCommits() throws Exception {
        assertThat(text(TestPostgres.address(), "show fsync")).isEqualTo("on");
        assertThat(text(TestPostgres.address(), "show synchronous_commit")).isEqualTo("on");
        assertThat(text(TestPostgres.address(), "show listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void asksForThePassword() {
        var address = TestPostgres.address();
        assertThatThrownBy(() -> DriverManager.getConnection(address.url(), "antiphon", "guessed"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void refusesASecondServerOnTheSameFolder() throws Exception {
        try (var server = TestPostgres.start(folder)) {
            assertThatThrownBy(() -> TestPostgres.start(folder))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContaining("another server already uses the data folder");
            assertThat(number(server.address(), "select 1")).isEqualTo(1);
        }
    }

    @Test
    void startsOverAPidFileThatNamesAStranger() throws Exception {
        TestPostgres.start(folder).close();
        long stranger = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("cluster/postmaster.pid"), stranger + "\n" + folder.resolve("cluster") + "\n");
        try (var server = TestPostgres.start(folder)) {
            assertThat(number(server.address(), "select 1")).isEqualTo(1);
        }
    }

    @Test
    void saysWhichPasswordsAreWrong() throws Exception {
        TestPostgres.start(folder).close();
        Path passwords = folder.resolve("passwords");
        String right = Files.readString(passwords);
        Files.writeString(passwords, "administrator=a\nowner=b\napp=c\n");
        assertThatThrownBy(() -> TestPostgres.start(folder))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("passwords")
                .hasMessageContaining("restore both from the same backup");
        Files.writeString(passwords, right);
    }

    @Test
    void startsAgainWhenTheServerDies() throws Exception {
        try (var server = TestPostgres.start(folder)) {
            long before = postmaster();
            var dead = ProcessHandle.of(before).orElseThrow().onExit();
            signal("KILL", before);
            dead.get(10, TimeUnit.SECONDS);
            assertThat(answersAgain(server.address())).isTrue();
            assertThat(postmaster()).isNotEqualTo(before);
        }
    }

    @Test
    void endsWithAProcessThatIsKilledAndKeepsItsRows() throws Exception {
        Process program = child(folder);
        try (var out = new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("rows 1");
            var postmaster = ProcessHandle.of(postmaster()).orElseThrow();
            program.destroyForcibly();
            assertThat(program.waitFor()).isEqualTo(137);
            postmaster.onExit().get(10, TimeUnit.SECONDS);
        }
        try (var server = TestPostgres.start(folder)) {
            assertThat(number(server.address(), "select count(*) from kept")).isEqualTo(1);
        }
    }

    /** Run as a program of its own: opens the database, adds a row, and waits to be killed. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            var server = TestPostgres.start(Path.of(arguments[0]));
            execute(server.address(), "create table if not exists kept (number int)");
            execute(server.address(), "insert into kept values (1)");
            System.out.println("rows " + number(server.address(), "select count(*) from kept"));
            System.in.read();
        }
    }

    private static Process child(Path folder) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private long postmaster() throws Exception {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst());
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor();
    }

    private static boolean answersAgain(DatabaseAddress address) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            try {
                return number(address, "select 1") == 1;
            } catch (SQLException away) {
                LockSupport.parkNanos(5_000_000);
            }
        }
        return false;
    }

    private static int number(DatabaseAddress address, String sql) throws Exception {
        return Integer.parseInt(text(address, sql));
    }

    private static String text(DatabaseAddress address, String sql) throws SQLException {
        var owner = Objects.requireNonNull(address.owner());
        try (var connection = DriverManager.getConnection(address.url(), owner.user(), owner.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(DatabaseAddress address, String sql) throws Exception {
        var owner = Objects.requireNonNull(address.owner());
        try (var connection = DriverManager.getConnection(address.url(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
