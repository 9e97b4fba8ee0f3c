package io.antiphon.conversation.engine;

import io.antiphon.conversation.stage.CallEvent;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is to happen in a call of virtual time, and when. Within a tick it happens in the order in which it was promised. */
final class Timetable {
    private final Script script;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Set<Integer> cancelled = new HashSet<>();
    private long promised;
    private long tick;

    Timetable(Script script) {
        this.script = script;
    }

    private record Due(long tick, long place, int turn, CallEvent event) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return tick != other.tick ? Long.compare(tick, other.tick) : Long.compare(place, other.place);
        }
    }

    long tick() {
        return tick;
    }

    void tickOver() {
        tick++;
    }

    /** @param turn what comes of it falls to the floor once that is cancelled; -1 for what belongs to no turn */
    void after(int ticks, int turn, CallEvent event) {
        due.add(new Due(tick + ticks, promised++, turn, event));
    }

    /** Ticks by which the next promise is kept irregularly. */
    int jitter() {
        return script.jitter == 0 ? 0 : (int) ((promised * 7919) % (script.jitter + 1));
    }

    /** The next event that is due by now; null when there is none. */
    @Nullable
    CallEvent next() {
        while (!due.isEmpty() && due.peek().tick() <= tick) {
            Due next = due.remove();
            if (!cancelled.contains(next.turn()) || script.ignoresCancel) {
                return next.event();
            }
        }
        return null;
    }

    /** Whether only such events are still to come. */
    boolean holdsOnly(Predicate<CallEvent> such) {
        return due.stream().allMatch(one -> such.test(one.event()));
    }

    void cancel(int turn) {
        cancelled.add(turn);
    }

    /** Providers stop giving this, unless they go on after they were told to. */
    void cancel(Predicate<CallEvent> what) {
        if (!script.ignoresCancel) {
            drop(what);
        }
    }

    void drop(Predicate<CallEvent> what) {
        due.removeIf(one -> what.test(one.event()));
    }
}
