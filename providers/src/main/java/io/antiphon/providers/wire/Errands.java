package io.antiphon.providers.wire;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one virtual thread has to do, in the order in which others ask for it. They never wait; only who closes waits,
 * for the thread's end.
 */
final class Errands<W> {
    private final BlockingQueue<W> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final W stop;
    private volatile boolean closed;

    /**
     * @param stop the errand after which the thread ends
     * @param work takes errands until then; never waits for anything else
     */
    Errands(String name, W stop, Runnable work) {
        this.stop = stop;
        this.thread = Thread.ofVirtual().name(name).unstarted(work);
    }

    void start() {
        thread.start();
    }

    /** Asks for something, unless it is closed. */
    void ask(W errand) {
        if (!closed) {
            queue.add(errand);
        }
    }

    /** The next errand; null when there is none until this moment of {@link System#nanoTime}. */
    @Nullable
    W next(long until) throws InterruptedException {
        return queue.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    boolean isClosed() {
        return closed;
    }

    /** Forgets what was asked for and takes nothing more. Of the thread itself. */
    void abandon() {
        closed = true;
        queue.clear();
    }

    /** Takes nothing more and waits until the thread has ended, unless it is the thread itself that closes. */
    void close() {
        closed = true;
        queue.add(stop);
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException wanted) {
                // The thread never waits for the network, so this is over at once.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
