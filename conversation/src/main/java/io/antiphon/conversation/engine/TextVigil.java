package io.antiphon.conversation.engine;

import io.antiphon.conversation.stage.Clock;

/**
 * Looks after a caller who waits for words, as {@link Vigil} does after one who waits for sound. How long the far end
 * speaks is not told; it is taken to speak some sixteen letters a second.
 */
final class TextVigil {
    private static final int TICKS_A_LETTER = 3;
    /** Silence after which something may be said that nobody asked for: 2 s. */
    private static final int QUIET = 100;

    private final Clock clock;
    /** When the caller began to wait; lies ahead while words are still being spoken. */
    private long waiting;

    private long bridged;
    private int bridges;
    private long told;

    /** What is to be done for somebody who waits. */
    enum Advice {
        WAIT,
        BRIDGE,
        BRIDGE_AGAIN,
        GIVE_UP
    }

    TextVigil(Clock clock) {
        this.clock = clock;
    }

    /** A turn begins. */
    void begin() {
        waiting = clock.tick();
        bridges = 0;
    }

    /** These words of the answer went out. */
    void spoke(String words) {
        waiting = Math.max(waiting, clock.tick()) + (long) TICKS_A_LETTER * words.length();
    }

    /** The far end told what was said by now. */
    void told() {
        told = clock.tick();
    }

    /** Whether nobody seems to speak. */
    boolean isQuiet() {
        return clock.since(waiting) >= QUIET && clock.since(told) >= QUIET;
    }

    /** @param atWork whether a tool runs */
    Advice look(boolean atWork) {
        if (clock.since(waiting) >= (atWork ? Patience.TOOL : Patience.ANSWER)) {
            return Advice.GIVE_UP;
        }
        boolean first = bridges == 0;
        boolean due = first
                ? clock.since(waiting) >= Patience.FILLER
                : atWork && clock.since(bridged) >= Patience.FILLER_AGAIN;
        if (!due) {
            return Advice.WAIT;
        }
        bridged = clock.tick();
        bridges++;
        return first ? Advice.BRIDGE : Advice.BRIDGE_AGAIN;
    }
}
