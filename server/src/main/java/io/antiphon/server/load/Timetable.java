package io.antiphon.server.load;

import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Does things at their time: one platform thread that parks until the next of them is due, late by tens of
 * microseconds where the machine has a processor to spare. What is done must not block.
 */
final class Timetable implements AutoCloseable {
    private record Due(long nanos, long order, Runnable deed) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return nanos != other.nanos ? Long.signum(nanos - other.nanos) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Thread thread;
    private long order;
    private volatile boolean closed;

    Timetable() {
        thread = Thread.ofPlatform().name("load-timetable").daemon().start(this::run);
    }

    /** Does {@code deed} at this {@link System#nanoTime}, or at once when that has passed. */
    void at(long nanos, Runnable deed) {
        boolean first;
        synchronized (due) {
            long added = order++;
            due.add(new Due(nanos, added, deed));
            first = due.element().order == added;
        }
        if (first) {
            LockSupport.unpark(thread);
        }
    }

    /** Blocks until this {@link System#nanoTime}. */
    void await(long nanos) throws InterruptedException {
        Thread waiting = Thread.currentThread();
        if (nanos - System.nanoTime() > 0) {
            at(nanos, () -> LockSupport.unpark(waiting));
        }
        while (nanos - System.nanoTime() > 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.park(this);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void run() {
        while (!closed) {
            long wait = doNext();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
            }
        }
    }

    /** Does what is due first, or tells for how many nanoseconds nothing is. */
    private long doNext() {
        Due next;
        synchronized (due) {
            next = due.peek();
            long wait = next == null ? Long.MAX_VALUE : next.nanos - System.nanoTime();
            if (wait > 0) {
                return wait;
            }
            due.remove();
        }
        next.deed.run();
        return 0;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
