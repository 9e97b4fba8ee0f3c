package io.antiphon.conversation;

/** The end of a call: why it ends, and what is said last. */
final class Leaving {
    private final Clock clock;
    private String reason = "";
    private String farewell = "";
    private long since;

    Leaving(Clock clock) {
        this.clock = clock;
    }

    /** The call ends as soon as this has been said. */
    void begin(String words, String why) {
        farewell = words;
        reason = why;
        since = clock.tick();
    }

    /** The call ends now; the first reason given counts. */
    void because(String why) {
        reason = reason.isEmpty() ? why : reason;
    }

    String reason() {
        return reason;
    }

    String farewell() {
        return farewell;
    }

    /** Ticks until the last words are no longer waited for. */
    long dueIn() {
        return Patience.ENDING - clock.since(since);
    }
}
