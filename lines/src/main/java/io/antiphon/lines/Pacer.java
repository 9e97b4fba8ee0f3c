package io.antiphon.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every call in time: one platform thread, twenty slots of one millisecond, each call in the slot that was least
 * loaded when it came. Deadlines are absolute, so lateness does not add up. A pacer that wakes up to 60 ms late makes
 * up for it at once; later than that it goes on from now, and the ticks in between are lost and counted.
 */
public final class Pacer implements AutoCloseable {
    /** Slots in a tick. */
    static final int SLOTS = 20;

    private static final Logger log = LoggerFactory.getLogger(Pacer.class);
    private static final long SLOT_NANOS = 1_000_000;
    private static final long TOO_LATE_NANOS = 60_000_000;
    private static final Place[] EMPTY = {};

    private final LongSupplier nanoTime;
    private final long start;
    private final AtomicReferenceArray<Place[]> slots = new AtomicReferenceArray<>(SLOTS);
    private final Lateness lateness = new Lateness();
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong resyncs = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong thrown = new AtomicLong();
    private volatile boolean closed;
    private @Nullable Thread thread;
    private long next;

    /**
     * A pacer that stands still until {@link #start}; without it, {@link #runDue} moves it by hand.
     *
     * @param nanoTime what {@link System#nanoTime} would answer
     */
    public Pacer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        for (int slot = 0; slot < SLOTS; slot++) {
            slots.set(slot, EMPTY);
        }
    }

    /** A pacer on the machine's clock, already running. */
    public static Pacer running() {
        var pacer = new Pacer(System::nanoTime);
        pacer.start();
        return pacer;
    }

    /** Starts the thread, which runs until {@link #close}. */
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("pacer").daemon().start(this::keepTime);
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        closed = true;
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    /** A place in the pacer's round. */
    public interface Seat {
        /** Gives the place back; at most one more tick comes. */
        void leave();
    }

    /** Gives {@code session} a tick every 20 ms from now on. */
    public synchronized Seat join(Paced session) {
        var place = new Place(leastLoaded(), session);
        var seated = new ArrayList<>(List.of(slots.get(place.slot)));
        seated.add(place);
        slots.set(place.slot, seated.toArray(EMPTY));
        return place;
    }

    /** Runs everything that is due by now, in order. For the pacer's thread, or a test without one. */
    public void runDue() {
        long now = nanoTime.getAsLong();
        if (now - deadline(next) > TOO_LATE_NANOS) {
            resync(now);
        }
        while (deadline(next) <= now) {
            runSlot((int) (next % SLOTS), next / SLOTS, deadline(next));
            next++;
        }
    }

    /** How well time is kept. */
    public Figures figures() {
        int sessions = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            sessions += slots.get(slot).length;
        }
        return new Figures(
                sessions,
                ticks.get(),
                lateness.micros(0.5),
                lateness.micros(0.95),
                lateness.micros(0.99),
                lateness.micros(0.999),
                lateness.maxMicros(),
                resyncs.get(),
                lost.get(),
                thrown.get());
    }

    /**
     * How well time is kept.
     *
     * @param sessions now in the round
     * @param ticks given to sessions so far
     * @param p50Micros half of the ticks came at most this late; likewise p95, p99 and p999
     * @param maxMicros the latest tick
     * @param resyncs times the pacer was more than 60 ms late and went on from now
     * @param lostTicks twenty-millisecond steps that were left out by that, for every session each
     * @param thrown ticks that ended in an exception: bugs
     */
    public record Figures(
            int sessions,
            long ticks,
            long p50Micros,
            long p95Micros,
            long p99Micros,
            long p999Micros,
            long maxMicros,
            long resyncs,
            long lostTicks,
            long thrown) {}

    private void keepTime() {
        while (!closed) {
            runDue();
            long wait = deadline(next) - nanoTime.getAsLong();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
            }
        }
    }

    private long deadline(long slot) {
        return start + slot * SLOT_NANOS;
    }

    private void runSlot(int slot, long tick, long deadline) {
        for (var place : slots.get(slot)) {
            lateness.add(nanoTime.getAsLong() - deadline);
            ticks.lazySet(ticks.get() + 1);
            try {
                place.session.tick(tick);
            } catch (RuntimeException failure) {
                // one broken session must not stop the others; logging is left to another thread
                thrown.incrementAndGet();
                place.leave();
                Thread.ofVirtual().start(() -> log.error("a session threw in its tick and was taken out", failure));
            }
        }
    }

    private void resync(long now) {
        long slotsLate = (now - deadline(next)) / SLOT_NANOS;
        next += slotsLate;
        resyncs.incrementAndGet();
        lost.addAndGet(slotsLate / SLOTS);
    }

    private int leastLoaded() {
        int least = 0;
        for (int slot = 1; slot < SLOTS; slot++) {
            if (slots.get(slot).length < slots.get(least).length) {
                least = slot;
            }
        }
        return least;
    }

    private synchronized void remove(Place place) {
        var seated = new ArrayList<>(List.of(slots.get(place.slot)));
        if (seated.remove(place)) {
            slots.set(place.slot, seated.toArray(EMPTY));
        }
    }

    private final class Place implements Seat {
        private final int slot;
        private final Paced session;

        Place(int slot, Paced session) {
            this.slot = slot;
            this.session = session;
        }

        @Override
        public void leave() {
            remove(this);
        }
    }
}
