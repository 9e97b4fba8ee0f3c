package io.antiphon.knowledge;

import java.util.List;

/**
 * What came of reading many files: one that cannot be read never hurts the rest.
 *
 * @param documents those that were read, in the order given
 * @param refused one error for each that was not
 */
public record Reading(List<Document> documents, List<UnreadableDocument> refused) {
    public Reading {
        documents = List.copyOf(documents);
        refused = List.copyOf(refused);
    }
}
