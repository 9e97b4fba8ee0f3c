package io.antiphon.control.storage;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Makes a data folder of a {@link Backup}. It is made beside and moved into place when all of it is there. */
public final class Restoration {
    private static final int MARK_BYTES = 10_000;

    private Restoration() {}

    /**
     * Restores {@code file} into the folder {@code data}.
     *
     * @param aside where a folder that is in the way is moved; null refuses
     * @throws StorageFailure when {@code file} is no whole back-up that this build can read, the folder is in the way, or a server uses it
     */
    public static void read(Path file, Path data, @Nullable Path aside, Consumer<String> progress) {
        if (!Files.isReadable(file)) {
            throw new StorageFailure(file + " is not there or may not be read: name a file that antiphon backup made");
        }
        boolean inTheWay = isFilled(data);
        if (inTheWay && aside == null) {
            throw new StorageFailure(data + " is not empty: name another folder with --data, or put what is there aside"
                    + " with --replace");
        }
        if (inTheWay && isInUse(data)) {
            throw new StorageFailure("a server uses " + data + ": stop it first");
        }
        Path unfinished = data.toAbsolutePath().resolveSibling(data.getFileName() + ".unfinished");
        try {
            Folders.delete(unfinished);
            Files.createDirectories(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            unpack(file, unfinished, progress);
            if (inTheWay && aside != null) {
                Files.move(data, aside);
            } else {
                Files.deleteIfExists(data);
            }
            Files.move(unfinished, data);
        } catch (ZipException | EOFException broken) {
            throw new StorageFailure(file + " is broken or no back-up: it cannot be read to its end", broken);
        } catch (IOException e) {
            throw new StorageFailure(
                    "the back-up could not be restored to " + data
                            + ": check that the folder above may be written to and" + " has room",
                    e);
        } finally {
            clear(unfinished);
        }
    }

    private static void clear(Path unfinished) {
        try {
            Folders.delete(unfinished);
        } catch (IOException e) {
            throw new StorageFailure("what was begun of a restoration could not be deleted: delete " + unfinished, e);
        }
    }

    private static void unpack(Path file, Path folder, Consumer<String> progress) throws IOException {
        boolean complete = false;
        try (var tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16))) {
            TarArchiveEntry entry = tar.getNextEntry();
            if (entry == null || !entry.getName().equals(BackupMark.NAME)) {
                throw new StorageFailure(file + " is no back-up: name a file that antiphon backup made");
            }
            BackupMark mark = BackupMark.read(new String(tar.readNBytes(MARK_BYTES), StandardCharsets.UTF_8));
            mark.check();
            progress.accept("Back-up of Antiphon " + mark.version() + " ...");
            for (entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(BackupMark.END)) {
                    complete = true;
                } else {
                    unpack(entry, tar, folder);
                }
            }
        }
        if (!complete) {
            throw new StorageFailure(file + " is not complete: what comes after its end is missing");
        }
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path folder) throws IOException {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new StorageFailure("the back-up names a file outside of its folder: it was not made by Antiphon");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        } else {
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static boolean isFilled(Path data) {
        if (!Files.exists(data)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(data)) {
            return entries.iterator().hasNext();
        } catch (IOException e) {
            throw new StorageFailure(data + " is no folder that can be looked into: name another with --data", e);
        }
    }

    private static boolean isInUse(Path data) {
        Path lock = data.resolve("postgres/lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException inThisProcess) {
            return true;
        } catch (IOException e) {
            throw new StorageFailure("the lock " + lock + " cannot be looked at: check that it may be written to", e);
        }
    }
}
