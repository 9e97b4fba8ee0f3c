package io.antiphon.control.calls;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that carries what the scribe wrote into the database, all calls of an organisation in one transaction.
 * While the database is away it keeps trying and has the files forced to the disk.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final long ROUND_MILLIS = 100;
    private static final long AWAY_MILLIS = 500;

    private final ConcurrentLinkedQueue<SpoolFile> files = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<CountDownLatch> waiters = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Ledger ledger;
    private final Losses losses;
    private final Thread thread;
    private volatile boolean away;
    private boolean refusalTold;

    Courier(Ledger ledger, Losses losses) {
        this.ledger = ledger;
        this.losses = losses;
        this.thread = Thread.ofPlatform().name("journal-courier").daemon().start(this::work);
    }

    void add(SpoolFile file) {
        files.add(file);
    }

    /** Counts {@code latch} down when nothing waits any more. */
    void tellWhenEmpty(CountDownLatch latch) {
        waiters.add(latch);
    }

    JournalFigures figures() {
        return losses.figures(files.stream().mapToLong(SpoolFile::waiting).sum(), away);
    }

    /** Tries once more to deliver what waits, and ends; what could not be delivered stays in the spool. */
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
            while (!closing.await(away ? AWAY_MILLIS : ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
                guardedRound();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
        guardedRound();
        for (SpoolFile file : files) {
            file.force();
            closeQuietly(file);
        }
    }

    private void guardedRound() {
        try {
            round();
        } catch (RuntimeException e) {
            LOG.error("journals could not be delivered: {} at {}", e.getClass().getName(), e.getStackTrace()[0]);
        }
    }

    private void round() {
        refusalTold = false;
        List<Parcel> parcels = collect();
        while (!parcels.isEmpty()) {
            for (List<Parcel> some : byOrganisation(parcels)) {
                if (!deliver(some)) {
                    files.forEach(SpoolFile::force);
                    return;
                }
            }
            parcels = collect();
        }
        files.removeIf(this::removed);
        for (CountDownLatch waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
            waiter.countDown();
        }
    }

    private List<Parcel> collect() {
        var all = new ArrayList<Parcel>();
        for (SpoolFile file : files) {
            try {
                all.addAll(file.next());
            } catch (IOException e) {
                LOG.error(
                        "the journal of call {} cannot be read back",
                        file.call().id(),
                        e);
            }
        }
        return all;
    }

    private static List<List<Parcel>> byOrganisation(List<Parcel> parcels) {
        Map<UUID, List<Parcel>> groups = new HashMap<>();
        for (Parcel parcel : parcels) {
            groups.computeIfAbsent(parcel.file().call().org(), org -> new ArrayList<>())
                    .add(parcel);
        }
        return List.copyOf(groups.values());
    }

    /** Narrows down on what the database cannot hold, so that it keeps nothing else back. */
    private boolean deliver(List<Parcel> parcels) {
        try {
            ledger.write(parcels.getFirst().file().call().org(), parcels);
        } catch (RuntimeException e) {
            String state = state(e);
            if (!state.startsWith("22") && !state.startsWith("23")) {
                isAway(e);
                return false;
            }
            if (parcels.size() > 1) {
                int half = parcels.size() / 2;
                return deliver(parcels.subList(0, half)) && deliver(parcels.subList(half, parcels.size()));
            }
            refused(parcels.getFirst(), state);
        }
        isBack();
        parcels.forEach(parcel -> parcel.file().delivered(parcel));
        return true;
    }

    private void isAway(RuntimeException e) {
        if (!away) {
            LOG.warn(
                    "the database is away ({}); calls go on and their journals wait on the disk",
                    e.getClass().getSimpleName());
        }
        away = true;
    }

    private void isBack() {
        if (away) {
            LOG.info("the database is back; journals are delivered");
        }
        away = false;
    }

    private void refused(Parcel parcel, String state) {
        losses.refused();
        if (!refusalTold) {
            refusalTold = true;
            LOG.warn(
                    "the database cannot hold an entry of call {} (SQL state {}); it is left out",
                    parcel.file().call().id(),
                    state);
        }
    }

    private boolean removed(SpoolFile file) {
        if (!file.finished()) {
            return false;
        }
        try {
            file.remove();
        } catch (IOException e) {
            LOG.warn(
                    "the journal of call {} is delivered but its file cannot be removed",
                    file.call().id(),
                    e);
        }
        return true;
    }

    private static void closeQuietly(SpoolFile file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("the journal of call {} could not be closed", file.call().id(), e);
        }
    }

    private static String state(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
