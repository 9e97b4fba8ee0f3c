package io.antiphon.control.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The archive a back-up is written into. Files may grow, shrink and vanish while they are copied. */
final class BackupTar implements AutoCloseable {
    private final TarArchiveOutputStream out;

    BackupTar(OutputStream out) {
        this.out = new TarArchiveOutputStream(out, "UTF-8");
        this.out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        this.out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    void text(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        entry.setMode(0600);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    /** Everything below {@code folder} that is wanted, by names from {@code root}; nothing where it is not there. */
    void folder(Path root, Path folder, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                if (!path.equals(folder) && !wanted.test(path)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!path.equals(root)) {
                    var entry = new TarArchiveEntry(root.relativize(path) + "/");
                    entry.setMode(0700);
                    out.putArchiveEntry(entry);
                    out.closeArchiveEntry();
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && wanted.test(path)) {
                    file(root.relativize(path).toString(), path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private void file(String name, Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            long size = Files.size(path);
            var entry = new TarArchiveEntry(name);
            entry.setSize(size);
            entry.setMode(0600);
            out.putArchiveEntry(entry);
            byte[] piece = new byte[1 << 16];
            long left = size;
            while (left > 0) {
                int read = in.readNBytes(piece, 0, (int) Math.min(left, piece.length));
                // A file that has become shorter is filled up: the database's log says what belongs there.
                int given = read == 0 ? (int) Math.min(left, piece.length) : read;
                if (read == 0) {
                    java.util.Arrays.fill(piece, (byte) 0);
                }
                out.write(piece, 0, given);
                left -= given;
            }
            out.closeArchiveEntry();
        } catch (NoSuchFileException vanished) {
            // It was there only for a moment, and nothing refers to it any more.
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
