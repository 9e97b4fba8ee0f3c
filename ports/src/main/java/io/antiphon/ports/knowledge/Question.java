package io.antiphon.ports.knowledge;

/**
 * What is to be found.
 *
 * @param text the caller's words, as heard
 * @param context what was spoken about just before, for a question that leans on it; may be empty
 * @param language BCP 47 tag
 * @param limit at most so many passages
 */
public record Question(String text, String context, String language, int limit) {
    public Question {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
    }
}
