package io.antiphon.server.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What the model under load answers: two sentences of short words, each of which sounds for {@link #WORD_MILLIS}, so
 * that the number of words heard tells the time for which the agent was heard.
 */
final class Answer {
    /** Tokens of the first sentence. */
    static final int FIRST_TOKENS = 8;

    /** Length of every word's sound. */
    static final int WORD_MILLIS = 40;

    private static final int SECOND_TOKENS = 12;
    private static final String TOKEN = "na to mi lu ";
    private static final String LAST = "na to mi luna. ";

    private Answer() {}

    /** The model's tokens, in order. */
    static List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        sentence(tokens, FIRST_TOKENS);
        sentence(tokens, SECOND_TOKENS);
        return tokens;
    }

    private static void sentence(List<String> tokens, int length) {
        for (int i = 1; i < length; i++) {
            tokens.add(TOKEN);
        }
        tokens.add(LAST);
    }

    /** Words of a text. */
    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split(" ").length;
    }
}
