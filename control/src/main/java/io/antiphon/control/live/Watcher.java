package io.antiphon.control.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One who watches a call: what happened before they came, then what happens. Filled by the call's thread, which never
 * waits for them, and emptied by their own.
 */
final class Watcher {
    /** Whoever is so far behind is let go of; they may come back and say where they were. */
    private static final int MOST_BEHIND = 512;

    /** @param id counts through what is kept of a call, from 1; 0 for what is not */
    record Numbered(long id, Happening happening) {}

    private final Deque<Numbered> before;
    private final BlockingQueue<Numbered> now = new ArrayBlockingQueue<>(MOST_BEHIND);
    private volatile boolean behind;

    Watcher(List<Numbered> before) {
        this.before = new ArrayDeque<>(before);
    }

    /** Takes what happens; false where they are too far behind to be told any more. */
    boolean offer(Numbered numbered) {
        if (!behind && !now.offer(numbered)) {
            behind = true;
        }
        return !behind;
    }

    boolean isBehind() {
        return behind;
    }

    /** The next, or null when nothing happens in time. */
    @Nullable
    Numbered next(long millis) throws InterruptedException {
        Numbered earlier = before.poll();
        return earlier != null ? earlier : now.poll(millis, TimeUnit.MILLISECONDS);
    }
}
