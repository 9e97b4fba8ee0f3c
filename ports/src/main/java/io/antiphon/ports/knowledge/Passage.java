package io.antiphon.ports.knowledge;

/**
 * A piece of a document that may answer a question.
 *
 * @param document file name of the document, as the operator gave it
 * @param title the document's title
 * @param heading nearest heading above the passage; empty where there is none
 * @param page page number, from 1; documents without pages are page 1
 * @param text the passage, whole sentences
 * @param hash first 16 hex digits of the SHA-256 of the text, so that a citation can be checked later
 * @param score 0 to 1, comparable within one answer only
 */
public record Passage(
        String document, String title, String heading, int page, String text, String hash, double score) {}
