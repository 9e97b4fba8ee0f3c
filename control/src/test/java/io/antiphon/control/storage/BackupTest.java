package io.antiphon.control.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    Path folder;

    @Test
    void copiesADatabaseThatIsWrittenToMeanwhile() throws Exception {
        Path data = folder.resolve("data");
        Path file = folder.resolve("all.tar.gz");
        int before;
        try (var server = TestPostgres.start(data.resolve("postgres"));
                var connection = connect(server.address())) {
            execute(connection, "create table said (number int primary key, words text)");
            execute(connection, "insert into said select n, repeat('x', 500) from generate_series(1, 20000) n");
            Files.createDirectories(data.resolve("recordings"));
            Files.writeString(data.resolve("recordings/call.wav"), "sound");
            Files.writeString(data.resolve("session.key"), "key");
            Files.createDirectories(data.resolve("knowledge/index"));
            Files.writeString(data.resolve("knowledge/index/segments"), "made again");
            var next = new AtomicInteger(20_001);
            var done = new AtomicBoolean();
            Thread writer = Thread.ofVirtual().start(() -> write(server.address(), next, done));
            Backup.write(data, file, "1", step -> {});
            before = next.get();
            done.set(true);
            writer.join();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path again = folder.resolve("again");
        Restoration.read(file, again, null, step -> {});
        assertThat(again.resolve("recordings/call.wav")).hasContent("sound");
        assertThat(again.resolve("session.key")).hasContent("key");
        assertThat(again.resolve("knowledge")).doesNotExist();
        try (var server = TestPostgres.start(again.resolve("postgres"));
                var connection = connect(server.address())) {
            int rows = number(connection, "select count(*) from said where words = repeat('x', 500)");
            assertThat(rows).isBetween(20_000, before);
            assertThat(number(connection, "select max(number) from said")).isEqualTo(rows);
        }
    }

    private static void write(DatabaseAddress address, AtomicInteger next, AtomicBoolean done) {
        try (var connection = connect(address)) {
            while (!done.get()) {
                execute(connection, "insert into said values (" + next.get() + ", repeat('x', 500))");
                next.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesAFolderThatIsInTheWayAndPutsItAsideWhenTold() throws Exception {
        Path data = folder.resolve("data");
        Path file = stopped(data);
        assertThatThrownBy(() -> Restoration.read(file, data, null, step -> {}))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("is not empty")
                .hasMessageContaining("--replace");
        Files.writeString(data.resolve("mine"), "kept");
        Restoration.read(file, data, folder.resolve("aside"), step -> {});
        assertThat(folder.resolve("aside/mine")).hasContent("kept");
        assertThat(data.resolve("mine")).doesNotExist();
        assertThat(data.resolve("postgres/cluster/PG_VERSION")).exists();
    }

    @Test
    void refusesWhatIsNoWholeBackup() throws Exception {
        Path file = stopped(folder.resolve("data"));
        Path again = folder.resolve("again");
        Path foreign = Files.writeString(folder.resolve("foreign"), "no back-up at all");
        assertThatThrownBy(() -> Restoration.read(foreign, again, null, step -> {}))
                .hasMessageContaining("broken or no back-up");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        assertThatThrownBy(() -> Restoration.read(file, again, null, step -> {}))
                .hasMessageContaining("broken or no back-up");
        assertThatThrownBy(() -> Restoration.read(folder.resolve("nothing"), again, null, step -> {}))
                .hasMessageContaining("is not there");
        assertThat(again).doesNotExist();
        assertThat(folder.resolve("again.unfinished")).doesNotExist();
    }

    @Test
    void refusesWhatALaterBuildMade() {
        assertThatThrownBy(() ->
                        BackupMark.read("format=99\nversion=7\npostgres=18\n").check())
                .hasMessageContaining("Antiphon 7");
    }

    @Test
    void saysThatThereIsNothingToBackUp() {
        assertThatThrownBy(() -> Backup.write(folder, folder.resolve("all.tar.gz"), "1", step -> {}))
                .hasMessageContaining("holds no embedded database")
                .hasMessageContaining("--data");
    }

    private Path stopped(Path data) throws Exception {
        TestPostgres.start(data.resolve("postgres")).close();
        Path file = folder.resolve("all.tar.gz");
        Backup.write(data, file, "1", step -> {});
        return file;
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        var owner = Objects.requireNonNull(address.owner());
        return DriverManager.getConnection(address.url(), owner.user(), owner.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
