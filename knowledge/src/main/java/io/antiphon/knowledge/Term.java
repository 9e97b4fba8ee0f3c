package io.antiphon.knowledge;

/**
 * A word of a question as the index spells it.
 *
 * @param weight 1 for a word the question is about, less for what frames it or was said before
 */
record Term(String word, double weight) {}
