package io.antiphon.knowledge;

import org.jspecify.annotations.Nullable;

/** A document that cannot become knowledge. The message names the file and the remedy. */
public final class UnreadableDocument extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Its ending names a format that is not read here. */
        UNKNOWN_FORMAT,
        /** Its bytes are not what its ending says. */
        WRONG_FORMAT,
        /** Protected by a password. */
        ENCRYPTED,
        /** No text in it. */
        EMPTY,
        /** Larger than is read here. */
        TOO_LARGE,
        /** The right format, but broken. */
        DAMAGED
    }

    private final String document;
    private final Reason reason;

    UnreadableDocument(String document, Reason reason, String message, @Nullable Throwable cause) {
        super(document + " " + message, cause);
        this.document = document;
        this.reason = reason;
    }

    UnreadableDocument(String document, Reason reason, String message) {
        this(document, reason, message, null);
    }

    public String document() {
        return document;
    }

    public Reason reason() {
        return reason;
    }
}
