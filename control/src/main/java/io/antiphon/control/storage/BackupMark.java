package io.antiphon.control.storage;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What a back-up says of itself, as its first entry.
 *
 * @param format of the file; a build reads its own and those before
 * @param version of the build that made it
 * @param postgres major version of the database in it
 */
record BackupMark(int format, String version, String postgres) {
    static final String NAME = "antiphon-backup.properties";
    /** The last entry; without it something is missing. */
    static final String END = "antiphon-backup.end";

    private static final int FORMAT = 1;

    static BackupMark of(String version) {
        return new BackupMark(FORMAT, version, major());
    }

    private static String major() {
        return PostgresBinaries.VERSION.substring(0, PostgresBinaries.VERSION.indexOf('.'));
    }

    String text() {
        return "format=" + format + "\nversion=" + version + "\npostgres=" + postgres + "\n";
    }

    static BackupMark read(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
            return new BackupMark(
                    Integer.parseInt(properties.getProperty("format", "")),
                    properties.getProperty("version", "unknown"),
                    properties.getProperty("postgres", "unknown"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException e) {
            throw new StorageFailure("the back-up does not say in which format it is: it is broken or no back-up", e);
        }
    }

    /** @throws StorageFailure when this build cannot restore it */
    void check() {
        if (format > FORMAT || !postgres.equals(major())) {
            throw new StorageFailure("the back-up was made by Antiphon " + version + " with PostgreSQL " + postgres
                    + ", which this build cannot read: restore it with that version");
        }
    }
}
