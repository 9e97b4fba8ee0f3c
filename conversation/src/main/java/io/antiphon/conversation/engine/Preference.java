package io.antiphon.conversation.engine;

import io.antiphon.conversation.stage.Clock;

/** Which of several providers a call turns to first: the one that served it last, until the first deserves another try. */
final class Preference {
    /** A provider that failed a call is left alone by it for a minute. */
    private static final int AGAIN_AFTER = 3000;

    private final Clock clock;
    private int rank;
    private long since;

    Preference(Clock clock) {
        this.clock = clock;
    }

    int rank() {
        return clock.since(since) < AGAIN_AFTER ? rank : 0;
    }

    /** The provider of this rank has served where one before it did not. */
    void turnTo(int better) {
        if (better != rank()) {
            rank = better;
            since = clock.tick();
        }
    }
}
