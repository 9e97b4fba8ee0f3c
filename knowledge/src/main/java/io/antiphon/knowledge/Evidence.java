package io.antiphon.knowledge;

/**
 * What speaks for a set of passages answering a question; each from 0 to 1.
 *
 * @param words best score by words
 * @param meaning best score by meaning; 0 where meaning was not searched
 * @param margin lead of the best passage over the best one of another document, both legs fused
 * @param agreement 1 where words and meaning put the same document first, else 0
 * @param coverage part of the question, by rarity of its words, that stands in the best passage
 * @param known part of the question, by rarity of its words, that stands anywhere in the knowledge
 * @param byMeaning whether meaning was searched
 */
public record Evidence(
        double words,
        double meaning,
        double margin,
        double agreement,
        double coverage,
        double known,
        boolean byMeaning) {
    static final Evidence NONE = new Evidence(0, 0, 0, 0, 0, 0, false);
}
