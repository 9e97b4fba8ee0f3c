package io.antiphon.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A piece of a document, as it is indexed and shown: whole sentences under one heading of one page.
 *
 * @param document file name
 * @param title the document's title
 * @param language BCP 47 primary subtag
 * @param heading nearest heading above; empty where there is none
 * @param page from 1
 * @param text the sentences
 */
record Chunk(String document, String title, String language, String heading, int page, String text) {
    /** First 16 hex digits of the SHA-256 of the text. */
    String hash() {
        return sha256(text).substring(0, 16);
    }

    /** What is embedded: the words a passage stands under belong to its meaning. */
    String meaning() {
        return heading.isEmpty() || heading.equals(title) ? title + ". " + text : title + ". " + heading + ". " + text;
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
