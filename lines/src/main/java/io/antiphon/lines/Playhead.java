package io.antiphon.lines;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * How far the agent's sound has got: sent, modelled, confirmed. Belongs to its line's {@link Lane}.
 *
 * <p>The far end is modelled as a player that takes one frame a tick once it has one. The model says how much is lying
 * there unplayed, so that the line may keep a small lead; from the last confirmation on it also says, by estimate, what
 * was heard by now. A far end that has not confirmed anything for {@link #GIVEN_UP} ticks in which it should have
 * played is taken at the model's word until it confirms again, so that nobody waits for it for ever.
 *
 * <p>Positions count sent frames from 1; numbers are those of {@code Line.play}, which also count frames that were
 * dropped before they were sent.
 */
public final class Playhead {
    /** Ticks without confirmation after which the model stands in: 2 s. */
    static final int GIVEN_UP = 2 * 50;

    private record Run(long position, long number) {}

    private final ArrayDeque<Run> runs = new ArrayDeque<>();
    private long sent;
    private long sentBeforeTick;
    private long modelled;
    private long estimated;
    private long confirmed;
    private long dropped;
    private long unconfirmedTicks;

    /** A frame of this number left for the far end. */
    void sent(long number) {
        sent++;
        var last = runs.peekLast();
        if (last == null || number - last.number != sent - last.position) {
            runs.add(new Run(sent, number));
        }
    }

    /** Time has passed: the far end has played that many more of the frames it had when the last tick came. */
    void tick(long elapsed) {
        modelled = Math.max(modelled, Math.min(sentBeforeTick, modelled + elapsed));
        estimated = Math.max(estimated, Math.min(sentBeforeTick, estimated + elapsed));
        unconfirmedTicks = modelled > confirmed ? unconfirmedTicks + elapsed : 0;
        if (unconfirmedTicks > GIVEN_UP) {
            confirmed = modelled;
            estimated = modelled;
        }
    }

    /** The tick's sending is over. */
    void ticked() {
        sentBeforeTick = sent;
    }

    /** Frames that lie unplayed at the far end, by the model. */
    long ahead() {
        return sent - modelled;
    }

    /**
     * The far end confirms that it has played up to this position. A position never sent is taken as the last sent; one
     * below what was confirmed or dropped before says nothing new.
     */
    public void confirm(long position) {
        unconfirmedTicks = 0;
        if (position > dropped) {
            confirmed = Math.max(confirmed, Math.min(position, sent));
            estimated = confirmed;
        }
    }

    /** Takes the model's word for what has been played: for a far end that never confirms. */
    public void confirmModelled() {
        confirm(modelled);
    }

    /** The far end drops what it has not played: nothing is out there any more. */
    public void drop() {
        dropped = sent;
        modelled = sent;
        sentBeforeTick = sent;
        confirmed = sent;
        estimated = sent;
        unconfirmedTicks = 0;
    }

    /** Position of the last frame sent. */
    public long sent() {
        return sent;
    }

    /** Position of the last frame sent before the far end last dropped what it had. */
    public long dropped() {
        return dropped;
    }

    /** Number of the last frame confirmed since the far end last dropped what it had; 0 for none. */
    public long confirmedNumber() {
        return confirmed > dropped ? number(confirmed) : 0;
    }

    /** Number of the last frame played, by confirmation and the time since; 0 for none since the last drop. */
    public long estimatedNumber() {
        return estimated > dropped ? number(estimated) : 0;
    }

    /** The number of the frame at a position that was sent; 0 for none. */
    public long number(long position) {
        for (Iterator<Run> newestFirst = runs.descendingIterator(); newestFirst.hasNext(); ) {
            var run = newestFirst.next();
            if (run.position <= position) {
                return run.number + position - run.position;
            }
        }
        return 0;
    }
}
