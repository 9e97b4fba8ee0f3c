package io.antiphon.knowledge;

import java.util.List;

/** Names of what an edition stores. Words stand in fields of their language, each under its language's rules. */
final class Fields {
    static final String DOCUMENT = "document";
    static final String TITLE = "title";
    static final String HEADING = "heading";
    static final String LANGUAGE = "language";
    static final String PAGE = "page";
    static final String TEXT = "text";
    /** Vector of the passage under its title and heading. */
    static final String MEANING = "meaning";
    /** SHA-256 of what the vector was made from. */
    static final String MEANT = "meant";

    private Fields() {}

    /**
     * A field of words and what a hit in it counts against one in the body.
     *
     * @param name as indexed
     * @param weight at least 1
     */
    record Weighted(String name, float weight) {}

    static List<Weighted> ofWords(String language) {
        return List.of(
                new Weighted(title(language), 2), new Weighted(heading(language), 3), new Weighted(body(language), 1));
    }

    static String title(String language) {
        return "words_title_" + language;
    }

    static String heading(String language) {
        return "words_heading_" + language;
    }

    static String body(String language) {
        return "words_body_" + language;
    }
}
