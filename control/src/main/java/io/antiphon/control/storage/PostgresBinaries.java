package io.antiphon.control.storage;

import io.antiphon.control.storage.StartProgress.Stage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, which travel inside a jar and are unpacked once a version. */
final class PostgresBinaries {
    static final String VERSION = version();

    private PostgresBinaries() {}

    /**
     * Unpacks into {@code folder/bin-<version>} unless that stands already, and removes other versions.
     *
     * @return the folder that holds {@code bin}, {@code lib} and {@code share}
     */
    static Path unpack(Path folder, StartProgress progress) throws IOException {
        Path target = folder.resolve("bin-" + VERSION);
        if (Files.isDirectory(target)) {
            return target;
        }
        for (Path other : Folders.list(folder, "bin-*")) {
            Folders.delete(other);
        }
        Path unfinished = Files.createDirectories(folder.resolve("bin-" + VERSION + ".unfinished"));
        var connection = archive().openConnection();
        connection.setUseCaches(false);
        double size = connection.getContentLengthLong();
        try (var counted = new Counted(connection.getInputStream());
                var tar = new TarArchiveInputStream(new XZInputStream(counted))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, unfinished);
                progress.at(Stage.UNPACKING, Math.min(1, counted.count / size));
            }
        }
        return Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("the archive of PostgreSQL names a file outside of its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(path.resolveSibling("."));
            Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        var permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    private static URL archive() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        String name = "/postgres-%s-%s.txz"
                .formatted(
                        system.startsWith("mac") ? "darwin" : system,
                        switch (machine) {
                            case "amd64" -> "x86_64";
                            case "aarch64" -> "arm_64";
                            default -> machine;
                        });
        URL archive = PostgresBinaries.class.getResource(name);
        if (archive == null) {
            throw new StorageFailure("no PostgreSQL for " + system + " on " + machine
                    + " comes with this build: set DATABASE_URL to a PostgreSQL of your own");
        }
        return archive;
    }

    private static String version() {
        var properties = new Properties();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
            if (in == null) {
                throw new IllegalStateException("postgres.properties is missing in this build");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
