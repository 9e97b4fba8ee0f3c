package io.antiphon.control.api;

import org.jspecify.annotations.Nullable;

/** Makes sure that a change is made to the state that its author saw (RFC 9110 §13.1.1). */
public final class IfMatch {
    private IfMatch() {}

    /**
     * Refuses a change that was made for another state.
     *
     * @param wanted entity tag of the state that it was made for; null for any
     * @param tag of the state there is
     * @param what it is, for the message
     */
    public static void check(@Nullable String wanted, String tag, String what) {
        if (wanted != null && !wanted.equals("*") && !wanted.equals(tag)) {
            throw ApiFailure.of(
                    412,
                    "precondition_failed",
                    "somebody else has changed this " + what + " meanwhile",
                    "read it again, and send the ETag of that answer as If-Match");
        }
    }
}
