package io.antiphon.providers.local.ear;

import java.util.List;

/**
 * How many words of a reference were misheard: substituted, left out or put in.
 *
 * @param errors the fewest changes that make one of the other
 * @param words words of the reference
 */
record WordErrors(int errors, int words) {
    static final WordErrors NONE = new WordErrors(0, 0);

    static WordErrors between(String reference, String heard) {
        List<String> said = Wording.words(reference);
        List<String> understood = Wording.words(heard);
        int[] row = new int[understood.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= said.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (said.get(i - 1).equals(understood.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return new WordErrors(row[row.length - 1], said.size());
    }

    WordErrors and(WordErrors other) {
        return new WordErrors(errors + other.errors, words + other.words);
    }

    /** Share of the words that were misheard. */
    double rate() {
        return (double) errors / words;
    }
}
