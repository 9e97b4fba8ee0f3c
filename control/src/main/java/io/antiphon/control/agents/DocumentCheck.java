package io.antiphon.control.agents;

/** Knows whether a document can become knowledge. */
@FunctionalInterface
public interface DocumentCheck {
    /**
     * Reads the document once and forgets it.
     *
     * @param name with the ending that tells the format
     * @param language BCP 47 tag of its text, unless it says otherwise itself
     * @throws InvalidAgent naming what is wrong with it and what to do
     */
    void check(String name, String language, byte[] content);
}
