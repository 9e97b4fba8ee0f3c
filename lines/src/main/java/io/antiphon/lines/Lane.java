package io.antiphon.lines;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs what several threads bring one at a time, in order, and lets none of them wait: whoever finds the lane free runs
 * its own task and then what was brought meanwhile; whoever finds it taken leaves its task there and goes on. So the
 * pacer's thread is never held up by a socket's thread, as it would be by a lock.
 */
public final class Lane {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Consumer<RuntimeException> broken;

    /** @param broken is told, in the lane, what a task threw; the lane goes on */
    public Lane(Consumer<RuntimeException> broken) {
        this.broken = broken;
    }

    /** Runs {@code task} now, or leaves it for the thread that is in the lane. */
    public void run(Runnable task) {
        waiting.add(task);
        if (pending.getAndIncrement() == 0) {
            drain();
        }
    }

    private void drain() {
        do {
            var task = waiting.poll();
            if (task != null) {
                perform(task);
            }
        } while (pending.decrementAndGet() > 0);
    }

    private void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            broken.accept(failure);
        }
    }
}
