package io.antiphon.knowledge;

import java.util.List;

/**
 * A stretch of a document under one heading and on one page.
 *
 * @param heading nearest heading above; empty where there is none
 * @param page page number, from 1; documents without pages are page 1
 * @param paragraphs in reading order
 */
public record Section(String heading, int page, List<String> paragraphs) {
    public Section {
        paragraphs = List.copyOf(paragraphs);
        if (page < 1) {
            throw new IllegalArgumentException("page must be at least 1, not " + page);
        }
    }
}
