package io.antiphon.server.wiring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Lets calls begin as fast as the machine keeps up with those that go on. To begin costs many times what a second of a
 * call costs, and on a server that has just started everything does; a crowd that comes at once comes in one by one.
 *
 * <p>How the machine does is seen from a thread like those of the calls that wants to run every 20 ms: how late it runs is
 * how late they do.
 */
final class Admission implements AutoCloseable {
    /** So much later than asked for, and calls begin to feel it. */
    private static final long LATE_NANOS = 60_000_000;

    /** How long the machine must have kept up before calls begin freely again. */
    private static final long CALM_NANOS = 400_000_000;

    /** Even on a machine that is always late, one call begins in this time. */
    private static final long TRICKLE_NANOS = 1_000_000_000;

    private static final long LOOK_NANOS = 20_000_000;

    private final int together;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Thread looking = Thread.ofVirtual().name("admission").unstarted(this::look);
    private int beginning;
    private long admittedAt;
    private long lateAt;
    private volatile boolean closed;

    /** One caller's. */
    private static final class Turn {
        private final CompletableFuture<Boolean> come = new CompletableFuture<>();
    }

    /**
     * Nothing is late until {@link #looked} says so; {@link #running} looks by itself.
     *
     * @param together calls that may be beginning at the same time
     * @param patience how long a caller waits before it counts as turned away
     * @param nanoTime what {@link System#nanoTime} would answer
     */
    Admission(int together, Duration patience, LongSupplier nanoTime) {
        this.together = together;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.admittedAt = nanoTime.getAsLong() - TRICKLE_NANOS;
        this.lateAt = nanoTime.getAsLong() - CALM_NANOS;
    }

    /** On the machine's clock, with two beginning calls a processor and ten seconds' patience. */
    static Admission running() {
        Admission admission =
                new Admission(2 * Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(10), System::nanoTime);
        admission.looking.start();
        return admission;
    }

    private void look() {
        while (!closed) {
            long asked = nanoTime.getAsLong() + LOOK_NANOS;
            LockSupport.parkNanos(LOOK_NANOS);
            looked(nanoTime.getAsLong() - asked);
        }
    }

    /** Somebody who wanted to run did so this much later. */
    synchronized void looked(long lateNanos) {
        if (lateNanos > LATE_NANOS) {
            lateAt = nanoTime.getAsLong();
        }
        admit();
    }

    /**
     * Waits for the turn of a call to begin.
     *
     * @return false when it has not come in time; otherwise {@link #begun} is owed
     */
    boolean enter() throws InterruptedException {
        Turn turn = new Turn();
        synchronized (this) {
            waiting.add(turn);
            admit();
        }
        try {
            return turn.come.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return !leave(turn);
        } catch (InterruptedException stopped) {
            if (!leave(turn)) {
                begun();
            }
            throw stopped;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private synchronized boolean leave(Turn turn) {
        return waiting.remove(turn);
    }

    /** A call that was let in has begun, or could not. */
    synchronized void begun() {
        beginning--;
        admit();
    }

    /** Callers who wait. */
    synchronized int waiting() {
        return waiting.size();
    }

    private void admit() {
        long now = nanoTime.getAsLong();
        while (!waiting.isEmpty() && mayBegin(now)) {
            beginning++;
            admittedAt = now;
            waiting.remove().come.complete(true);
        }
    }

    private boolean mayBegin(long now) {
        boolean keepsUp = now - lateAt >= CALM_NANOS && beginning < together;
        return keepsUp || now - admittedAt >= TRICKLE_NANOS;
    }

    @Override
    public void close() {
        closed = true;
    }
}
