package io.antiphon.conversation.menu;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a menu, as records may say it: of a sensitive key neither digit nor label, of a key that
 * stands for nothing no digit.
 *
 * @param tick 20 ms since the walk began
 * @param menu name of the menu in which it happened
 */
public record MenuStep(
        long tick,
        String menu,
        Kind kind,
        @Nullable Character digit,
        @Nullable String label) {
    /** What it was. */
    public enum Kind {
        /** The menu was entered and its prompt begun. */
        ENTERED,
        /** A key was pressed that stands for something. */
        PRESSED,
        /** A key was pressed that stands for nothing here. */
        UNKNOWN_KEY,
        /** No key came in time. */
        TIMED_OUT,
        /** The prompt is said again. */
        REPEATED,
        /** The menu was given up: its fallback follows. */
        GAVE_UP,
        /** An agent takes the caller. */
        CONNECTED,
        /** The menu hung up. */
        HUNG_UP,
        /** The call ended in the menu. */
        GONE
    }
}
