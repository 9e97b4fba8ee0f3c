package io.antiphon.control.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The embedded server's three logins, made once and kept beside the cluster for its owner's eyes only. */
record Passwords(String administrator, String owner, String application) {
    private static final int BYTES = 24;

    /** Those in {@code file}, which is written with new ones where it does not exist. */
    static Passwords in(Path file) throws IOException {
        return Files.exists(file) ? read(file) : create(file);
    }

    private static Passwords read(Path file) throws IOException {
        var kept = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            kept.load(in);
        }
        return new Passwords(value(kept, "administrator", file), value(kept, "owner", file), value(kept, "app", file));
    }

    private static Passwords create(Path file) throws IOException {
        var created = new Passwords(random(), random(), random());
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, """
                administrator=%s
                owner=%s
                app=%s
                """.formatted(created.administrator, created.owner, created.application));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return created;
    }

    private static String value(Properties kept, String key, Path file) {
        String value = kept.getProperty(key, "");
        if (value.isBlank()) {
            throw new StorageFailure(file + " has no " + key + ": restore the file from a backup of the data folder");
        }
        return value;
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Passwords[kept]";
    }
}
