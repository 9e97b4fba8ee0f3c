package io.antiphon.apps.helpline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sample agent {@code palli-sahayak} and what it knows, as they lie on the class path. Sample content, not reviewed
 * by a clinician; {@code sample/README.md} says so too.
 */
public final class HelplineSample {
    private static final String FOLDER = "sample/";

    private HelplineSample() {}

    /**
     * A page of the sample's knowledge.
     *
     * @param name file name, such as {@code mouth-care.md}
     * @param markdown CommonMark with YAML front matter (title, language, review)
     */
    public record Page(String name, String markdown) {
        /** The page as a file holds it, in UTF-8. */
        public byte[] bytes() {
            return markdown.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * The agent's definition, a JSON object with the strings {@code name}, {@code displayName}, {@code description},
     * {@code greeting}, {@code language} (BCP 47) and {@code instructions}, and the list of strings
     * {@code likelyQuestions}, of which the whole stands in {@link #likelyQuestions()}.
     */
    public static String agentJson() {
        return read("agent.json");
    }

    /** Some thirty pages, in the order of their names. */
    public static List<Page> pages() {
        return lines("documents.txt")
                .map(name -> new Page(name, read("documents/" + name)))
                .toList();
    }

    /** What callers may ask, for fitting a speech recogniser to this agent. */
    public static List<String> likelyQuestions() {
        return lines("likely-questions.txt").toList();
    }

    private static Stream<String> lines(String name) {
        return read(name).lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    private static String read(String name) {
        try (InputStream stream = HelplineSample.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new FileNotFoundException(FOLDER + name + " is missing beside " + HelplineSample.class.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
