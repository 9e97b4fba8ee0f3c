package io.antiphon.control.storage;

import io.antiphon.control.storage.StartProgress.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own: real server, real files, a child process that ends with this one.
 *
 * <p>All of it lives in one folder: the programs ({@code bin-<version>}), the cluster, the passwords, the port it last
 * listened on and the server's log. It listens on the loopback address only and asks for a password. When the server
 * dies by itself it is started again; whoever is connected finds it at the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration READY = Duration.ofMinutes(5);
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);
    private static final String WRONG_PASSWORD = "28P01";
    private static final long LOG_BYTES = 10_000_000;

    private final Path folder;
    private final Path cluster;
    private final Path log;
    private final Path binaries;
    private final FileChannel lock;
    private final Passwords passwords;
    private final Account account;
    private final Thread guard;
    private final int port;
    private volatile PostgresProcess process;

    /**
     * Starts the server of {@code folder}, creating whatever is missing; returns when it answers.
     *
     * @throws StorageFailure when it cannot be started, with the remedy
     */
    public static EmbeddedPostgres start(Path folder, StartProgress progress) throws InterruptedException {
        return start(folder, folder, progress);
    }

    /** The same with the programs unpacked into a folder of their own. */
    static EmbeddedPostgres start(Path folder, Path programs, StartProgress progress) throws InterruptedException {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(programs);
            return new EmbeddedPostgres(folder.toRealPath(), programs, progress);
        } catch (IOException e) {
            throw new StorageFailure(
                    "the database in " + folder + " cannot be started: check that the folder may be written to and"
                            + " that the disk is not full",
                    e);
        }
    }

    private EmbeddedPostgres(Path folder, Path programs, StartProgress progress)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.cluster = folder.resolve("cluster");
        this.log = folder.resolve("server.log");
        this.lock = lock(folder);
        boolean started = false;
        try {
            if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
                Files.move(log, folder.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            this.binaries = PostgresBinaries.unpack(programs, progress).toRealPath();
            this.account = Account.of(cluster);
            this.passwords = Passwords.in(folder.resolve("passwords"));
            if (!Files.exists(cluster)) {
                create(progress);
            }
            account.own(cluster);
            checkVersion();
            progress.at(Stage.STARTING, 0);
            Started first = startTwice();
            this.port = first.port;
            this.process = first.process;
            progress.at(Stage.STARTING, 1);
            started = true;
        } finally {
            if (!started) {
                lock.close();
            }
        }
        this.guard = Thread.ofVirtual().name("postgres-guard").start(this::startAgainWhenItDies);
    }

    /** How to reach the database as owner of its tables and as the application. */
    public DatabaseAddress address() {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + Roles.DATABASE,
                new DatabaseAddress.Login(Roles.OWNER, passwords.owner()),
                new DatabaseAddress.Login(Roles.APPLICATION, passwords.application()));
    }

    /** Stops the server and waits for its end. */
    @Override
    public void close() {
        guard.interrupt();
        try {
            guard.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.stop(cluster);
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock of the data folder could not be released", e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken;
        try {
            taken = channel.tryLock() == null;
        } catch (OverlappingFileLockException inThisProcess) {
            taken = true;
        }
        if (taken) {
            channel.close();
            throw new StorageFailure("another server already uses the data folder " + folder
                    + ": stop it, or give this one a data folder of its own");
        }
        return channel;
    }

    /** Made in a folder beside and moved into place when complete, so that a crash leaves no half of it. */
    private void create(StartProgress progress) throws IOException, InterruptedException {
        progress.at(Stage.CREATING, 0);
        Path unfinished = folder.resolve("cluster.unfinished");
        Path password = folder.resolve("password.unfinished");
        Folders.delete(unfinished);
        Files.deleteIfExists(password);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, passwords.administrator());
        account.own(unfinished);
        account.own(password);
        try {
            int status = PostgresProcess.builder(
                            account.command(List.of(
                                    binaries.resolve("bin/initdb").toString(),
                                    "--pgdata=" + unfinished,
                                    "--username=" + Roles.ADMINISTRATOR,
                                    "--pwfile=" + password,
                                    "--auth=scram-sha-256",
                                    "--encoding=UTF8",
                                    "--locale-provider=builtin",
                                    "--locale=C.UTF-8")),
                            log)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new StorageFailure("the database in " + folder + " cannot be created: "
                        + PostgresProcess.lastWords(log)
                        + (account.isLowered()
                                ? ". Every folder above it must be open to user number " + account.user()
                                : ""));
            }
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
        progress.at(Stage.CREATING, 1);
    }

    private void checkVersion() throws IOException {
        String ours = PostgresBinaries.VERSION.substring(0, PostgresBinaries.VERSION.indexOf('.'));
        String theirs = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!ours.equals(theirs)) {
            throw new StorageFailure("the database in " + cluster + " was made by PostgreSQL " + theirs
                    + " and this build brings " + ours + ": dump it with the build that made it and load it here");
        }
    }

    private Started startTwice() throws IOException, InterruptedException {
        int wanted = port(folder.resolve("port"));
        try {
            return new Started(wanted, start(wanted));
        } catch (StorageFailure failure) {
            LOG.info("the database did not start at once; trying again: {}", failure.getMessage());
        }
        int other = freePort(0);
        var started = new Started(other, start(other));
        Files.writeString(folder.resolve("port"), Integer.toString(other));
        return started;
    }

    private PostgresProcess start(int port) throws IOException, InterruptedException {
        endLeftover();
        var started = PostgresProcess.start(account, binaries, cluster, port, log);
        boolean ready = false;
        try {
            awaitReady(started, port);
            ready = true;
        } finally {
            if (!ready) {
                started.stop(cluster);
            }
        }
        return started;
    }

    /** The folder is locked by us, so a server of an earlier run is on its way out or forgotten. */
    private void endLeftover() throws IOException, InterruptedException {
        var leftover = Leftover.of(cluster);
        if (leftover.isPresent()) {
            leftover.get().end();
        }
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }

    private void awaitReady(PostgresProcess started, int port) throws InterruptedException {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        source.setUser(Roles.ADMINISTRATOR);
        source.setPassword(passwords.administrator());
        source.setLoginTimeout(2);
        long deadline = System.nanoTime() + READY.toNanos();
        while (true) {
            try (var connection = source.getConnection()) {
                Roles.prepare(connection, passwords);
                return;
            } catch (SQLException e) {
                if (WRONG_PASSWORD.equals(e.getSQLState())) {
                    throw new StorageFailure("the passwords in " + folder.resolve("passwords")
                            + " are not those of the database beside it: restore both from the same backup");
                }
                if (started.ended(20)) {
                    throw new StorageFailure("PostgreSQL ended at its start: " + PostgresProcess.lastWords(log), e);
                }
                if (System.nanoTime() > deadline) {
                    throw new StorageFailure(
                            "PostgreSQL did not answer within " + READY.toMinutes() + " minutes: see " + log, e);
                }
            }
        }
    }

    private void startAgainWhenItDies() {
        try {
            while (true) {
                process.waitFor();
                LOG.warn("the database ended by itself and is started again; its log is {}", log);
                try {
                    process = start(port);
                } catch (IOException | StorageFailure e) {
                    LOG.error("the database could not be started again; the next attempt follows", e);
                    Thread.sleep(BETWEEN_STARTS);
                }
            }
        } catch (InterruptedException closing) {
            // Whoever closes stops what runs.
        }
    }

    private static int port(Path file) throws IOException {
        int wanted = 0;
        try {
            wanted =
                    Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        } catch (NumberFormatException unreadable) {
            LOG.warn("{} does not hold a port number; another port is taken", file);
        }
        int port = freePort(wanted);
        Files.writeString(file, Integer.toString(port));
        return port;
    }

    private static int freePort(int wanted) throws IOException {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            if (wanted == 0) {
                throw taken;
            }
            return freePort(0);
        }
    }

    private record Started(int port, PostgresProcess process) {}
}
