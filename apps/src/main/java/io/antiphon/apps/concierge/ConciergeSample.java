package io.antiphon.apps.concierge;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sample agent {@code concierge}, who calls restaurants to book a table, as it lies on the class path. */
public final class ConciergeSample {
    private static final String FOLDER = "sample/";

    private ConciergeSample() {}

    /**
     * The agent's definition, a JSON object with the strings {@code name}, {@code displayName}, {@code description},
     * {@code greeting}, {@code language} (BCP 47) and {@code instructions}, and with {@code variables}, an object that
     * says what {@code {{name}}} stands for in a call that brings no reservation.
     */
    public static String agentJson() {
        return read("agent.json");
    }

    /** What restaurants may say, for fitting a speech recogniser to this agent. */
    public static List<String> likelyLines() {
        return read("likely-lines.txt")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static String read(String name) {
        try (InputStream stream = ConciergeSample.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new FileNotFoundException(
                        FOLDER + name + " is missing beside " + ConciergeSample.class.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
