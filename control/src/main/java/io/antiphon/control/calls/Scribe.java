package io.antiphon.control.calls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes all calls' journals and recordings to the disk, ten times a second. */
final class Scribe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);
    private static final long ROUND_MILLIS = 100;

    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Set<Desk> desks = new HashSet<>();
    private final List<Runnable> afterRound = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Losses losses;
    private final Thread thread;

    Scribe(Losses losses) {
        this.losses = losses;
        this.thread = Thread.ofPlatform().name("journal-scribe").daemon().start(this::work);
    }

    /** From now on {@code desk} is looked after, until its call is over. */
    void open(Desk desk) {
        inbox.add(() -> desks.add(desk));
    }

    /** Has {@code task} done by the scribe, in order; returns at once. */
    void later(Runnable task) {
        inbox.add(task);
    }

    /** Has {@code task} done when everything handed over before is on the disk. */
    void whenWritten(Runnable task) {
        inbox.add(() -> afterRound.add(task));
    }

    /** Writes what was handed over and ends. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (!closing.await(ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
        round();
        desks.forEach(Desk::leave);
    }

    private void round() {
        for (Runnable task = inbox.poll(); task != null; task = inbox.poll()) {
            guarded(task);
        }
        desks.forEach(desk -> guarded(desk::flush));
        desks.removeIf(Desk::over);
        afterRound.forEach(this::guarded);
        afterRound.clear();
    }

    /** One call's trouble is not that of the others. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            losses.lines(1);
            LOG.error(
                    "a journal entry could not be written: {} at {}",
                    e.getClass().getName(),
                    e.getStackTrace()[0]);
        }
    }
}
