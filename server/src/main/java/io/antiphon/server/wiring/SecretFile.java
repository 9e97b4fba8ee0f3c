package io.antiphon.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A file that nobody but its owner may read. */
record SecretFile(Path path) {
    private static final String OWNER_ONLY = "rw-------";

    /**
     * What it holds, made of random bytes where it is not there yet.
     *
     * @param afterwards what whoever deletes it has to do again, for the message
     */
    byte[] bytes(int length, String afterwards) {
        try {
            if (!Files.exists(path)) {
                byte[] fresh = new byte[length];
                new SecureRandom().nextBytes(fresh);
                write(fresh);
            }
            byte[] bytes = Files.readAllBytes(path);
            if (bytes.length != length) {
                throw new StartFailure(
                        path + " is damaged: put it back from a copy, or delete it; " + afterwards + " then", null);
            }
            return bytes;
        } catch (IOException failure) {
            throw new StartFailure(path + " cannot be read or written: check DATA_DIR", failure);
        }
    }

    Optional<String> text() {
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path).strip()) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void write(String text) {
        try {
            write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new StartFailure(path + " cannot be written: check DATA_DIR", failure);
        }
    }

    /** At no moment is there a file that others may read, or a half-written one. */
    private void write(byte[] bytes) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<StandardOpenOption> create = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var file = posix
                ? Files.newByteChannel(
                        unfinished,
                        create,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)))
                : Files.newByteChannel(unfinished, create)) {
            file.write(ByteBuffer.wrap(bytes));
        } catch (FileAlreadyExistsException race) {
            throw new IOException("another server starts in the same folder", race);
        }
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
