package io.antiphon.providers.gemini.live;

import org.jspecify.annotations.Nullable;

/** What the caller said, as the vendor tells it: bit by bit and without an end. */
final class Words {
    private final StringBuilder text = new StringBuilder();
    private int owed;

    void add(String more) {
        text.append(more);
    }

    /** Final words have been asked for. */
    void owe() {
        owed++;
    }

    boolean isOwed() {
        return owed > 0;
    }

    boolean isEmpty() {
        return text.toString().isBlank();
    }

    String soFar() {
        return text.toString().strip();
    }

    /** What there is, as final words; null where there is nothing to tell and nobody waits. */
    @Nullable
    String take() {
        if (owed == 0 && isEmpty()) {
            return null;
        }
        owed = Math.max(0, owed - 1);
        String taken = soFar();
        text.setLength(0);
        return taken;
    }
}
