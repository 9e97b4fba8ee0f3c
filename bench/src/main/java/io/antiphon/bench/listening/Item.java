package io.antiphon.bench.listening;

import io.antiphon.audio.Frame;
import java.util.List;

/**
 * One labelled recording.
 *
 * @param kind what happens in it
 * @param caller what the caller's line carries, 8 kHz
 * @param agent what the agent says meanwhile, as long; empty when it is silent
 * @param start seconds at which the caller's (or other) sound begins
 * @param end seconds at which it ends for good
 * @param holds pauses of the caller that are no end
 */
record Item(
        String id,
        Kind kind,
        String language,
        Condition condition,
        List<Frame> caller,
        List<Frame> agent,
        double start,
        double end,
        List<Hold> holds) {

    enum Kind {
        TURN(0),
        BARGE_IN(1),
        BACKCHANNEL(2),
        ECHO(3),
        BURST(4);

        /** Part of the seed, and a place in tables. */
        final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** A pause from one second to another; {@code inside} a phrase, or between two. */
    record Hold(double from, double to, boolean inside) {}
}
