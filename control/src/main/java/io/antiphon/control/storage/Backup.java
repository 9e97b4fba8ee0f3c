package io.antiphon.control.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/**
 * Writes all that a server with an embedded database keeps into one file, while it runs or not: database, recordings,
 * what calls have reported and the database has not got yet, and the keys. Indexes and programs are left out; they are
 * made again.
 *
 * <p>Of a running database its files are copied as they are, together with the log that makes them whole
 * (https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP).
 */
public final class Backup {
    /** What a folder holds for this moment only. */
    private static final Set<String> PASSING = Set.of(
            "pg_dynshmem", "pg_notify", "pg_replslot", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private final Path data;
    private final BackupTar tar;
    private final Consumer<String> progress;

    private Backup(Path data, BackupTar tar, Consumer<String> progress) {
        this.data = data;
        this.tar = tar;
        this.progress = progress;
    }

    /**
     * Writes the back-up of the data folder {@code data} into {@code file}, readable by its owner only.
     *
     * @param version of this build
     * @param progress is told each part before it is copied, as a line for people
     * @throws StorageFailure when there is nothing to back up, or it cannot be read or written
     */
    public static void write(Path data, Path file, String version, Consumer<String> progress)
            throws InterruptedException {
        if (!Files.isDirectory(data.resolve("postgres/cluster"))) {
            throw new StorageFailure(data + " holds no embedded database: name the server's data folder with --data; a"
                    + " database named by DATABASE_URL is backed up with PostgreSQL's own tools");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = new BufferedOutputStream(
                            new GZIPOutputStream(Files.newOutputStream(unfinished), 1 << 16), 1 << 16);
                    var tar = new BackupTar(out)) {
                tar.text(BackupMark.NAME, BackupMark.of(version).text());
                new Backup(data, tar, progress).all();
            }
            move(unfinished, file);
        } catch (IOException e) {
            throw new StorageFailure(
                    "the back-up could not be written to " + file
                            + ": check that the folder is there, may be written to" + " and has room",
                    e);
        } finally {
            deleteQuietly(unfinished);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StorageFailure("what was begun of a back-up could not be deleted: delete " + file, e);
        }
    }

    private void all() throws IOException, InterruptedException {
        // What waits for the database first: what it gets meanwhile is then in both, and it takes nothing twice.
        progress.accept("What calls have reported ...");
        tar.folder(data, data.resolve("journals"), path -> true);
        try (FileChannel lock =
                FileChannel.open(data.resolve("postgres/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (isFree(lock)) {
                cold();
            } else {
                hot();
            }
        }
        progress.accept("Recordings and keys ...");
        tar.folder(data, data, rest());
        tar.text(BackupMark.END, "complete\n");
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** Nobody runs it, and while its lock is ours nobody will. */
    private void cold() throws IOException, InterruptedException {
        progress.accept("The database, which does not run ...");
        Path cluster = data.resolve("postgres/cluster");
        var leftover = Leftover.of(cluster);
        if (leftover.isPresent()) {
            leftover.get().end();
        }
        tar.folder(data, cluster, path -> !isPassing(cluster, path));
    }

    private void hot() throws IOException {
        progress.accept("The database, which runs meanwhile ...");
        Path cluster = data.resolve("postgres/cluster");
        Path log = cluster.resolve("pg_wal");
        try (var copying = ClusterCopying.begin(data.resolve("postgres"))) {
            tar.folder(data, cluster, path -> !isPassing(cluster, path) && !log.equals(path.getParent()));
            tar.text("postgres/cluster/backup_label", copying.end());
            tar.folder(data, log, Files::isRegularFile);
        }
    }

    private static boolean isPassing(Path cluster, Path path) {
        Path inside = cluster.relativize(path);
        String name = String.valueOf(path.getFileName());
        return name.startsWith("postmaster.")
                || name.startsWith("pgsql_tmp")
                || (inside.getNameCount() > 1
                        && PASSING.contains(inside.getName(0).toString()));
    }

    private Predicate<Path> rest() {
        Set<Path> others = Set.of(
                data.resolve("journals"),
                data.resolve("knowledge"),
                data.resolve("postgres/cluster"),
                data.resolve("postgres/port"),
                data.resolve("postgres/lock"));
        return path -> !others.contains(path)
                && !String.valueOf(path.getFileName()).startsWith("bin-")
                && !String.valueOf(path.getFileName()).startsWith("server.log");
    }
}
