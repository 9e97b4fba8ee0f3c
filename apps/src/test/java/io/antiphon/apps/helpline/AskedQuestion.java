package io.antiphon.apps.helpline;

import io.antiphon.ports.knowledge.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A question of an evaluation set.
 *
 * @param pages names, without ending, of the pages that answer it; empty where none does
 */
record AskedQuestion(Set<String> pages, String context, String text) {
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern COMMA = Pattern.compile(",");

    /** The development split: what weights and thresholds are chosen on. */
    static List<AskedQuestion> dev() {
        return read("dev.psv");
    }

    /** The test split: measured, never fitted to. */
    static List<AskedQuestion> test() {
        return read("test.psv");
    }

    boolean answerable() {
        return !pages.isEmpty();
    }

    boolean answeredBy(String document) {
        return pages.contains(document.replace(".md", ""));
    }

    Question question(int limit) {
        return new Question(text, context, "en-IN", limit);
    }

    AskedQuestion heardAs(String heard) {
        return new AskedQuestion(pages, context, heard);
    }

    private static List<AskedQuestion> read(String name) {
        try (InputStream stream = AskedQuestion.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(AskedQuestion::of)
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static AskedQuestion of(String line) {
        List<String> parts = BAR.splitAsStream(line).toList();
        Set<String> pages = parts.get(0).equals("-")
                ? Set.of()
                : Set.copyOf(COMMA.splitAsStream(parts.get(0)).toList());
        return new AskedQuestion(pages, parts.get(1), parts.get(2));
    }
}
