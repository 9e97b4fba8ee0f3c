package io.antiphon.control.api;

import org.jspecify.annotations.Nullable;

/** How many things a page of a list holds. */
public final class Limit {
    private static final int USUAL = 50;
    private static final int LARGEST = 200;

    private Limit() {}

    /** Reads the parameter {@code limit}; 50 where it is left out. */
    public static int of(@Nullable String text) {
        try {
            int limit = text == null ? USUAL : Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, like a number out of range.
        }
        throw ApiFailure.invalid("limit", "limit must be a whole number from 1 to " + LARGEST);
    }
}
