package io.antiphon.providers.local.mind;

import io.antiphon.providers.local.text.SpokenText;
import java.util.List;
import java.util.Set;

/**
 * A sentence of a passage that could be spoken.
 *
 * @param order its place in the passage
 * @param terms what it speaks of
 * @param warns whether it tells the caller to get help
 * @param dangles whether it leans on the sentence before it
 */
record Candidate(String text, int order, Set<String> terms, int words, boolean warns, boolean dangles) {
    private static final int LONGEST_CHARACTERS = 600;
    private static final int FEWEST_WORDS = 3;
    private static final int MOST_WORDS = 45;

    /** The sentences of {@code passage} that can be spoken in {@code language}. */
    static List<Candidate> of(String passage, String language, Phrases phrases) {
        List<String> sentences = SpokenText.of(passage).sentences(LONGEST_CHARACTERS).stream()
                .map(SpokenText::text)
                .toList();
        var found = new java.util.ArrayList<Candidate>();
        for (int order = 0; order < sentences.size(); order++) {
            String sentence = sentences.get(order);
            int words = sentence.split("\\s+").length;
            if (words >= FEWEST_WORDS
                    && words <= MOST_WORDS
                    && Script.of(language).writes(sentence)) {
                found.add(new Candidate(
                        stopped(sentence),
                        order,
                        Terms.of(sentence, language),
                        words,
                        phrases.warns(sentence),
                        phrases.dangles(sentence)));
            }
        }
        return List.copyOf(found);
    }

    private static String stopped(String sentence) {
        char last = sentence.charAt(sentence.length() - 1);
        return Character.isLetterOrDigit(last) || Character.getType(last) == Character.NON_SPACING_MARK
                ? sentence + "."
                : sentence;
    }
}
