package io.antiphon.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for servers, below {@code target}, where the database's own user may go too. Those of earlier runs go. */
public final class DataFolder {
    private static final Path ALL = Path.of("target", "data").toAbsolutePath();

    static {
        try {
            clear();
            Files.createDirectories(ALL);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private DataFolder() {}

    public static Path create(String name) {
        try {
            return Files.createTempDirectory(ALL, name + "-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void clear() throws IOException {
        if (!Files.exists(ALL, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> below = Files.walk(ALL)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
