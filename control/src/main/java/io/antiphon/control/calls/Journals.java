package io.antiphon.control.calls;

import io.antiphon.control.storage.Database;
import io.antiphon.control.webhooks.Outbox;
import io.antiphon.ports.journal.CallJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals of all calls of this server, from the call's thread to the database.
 *
 * <p>A call hands its entries to the scribe, who writes them to the call's file in the spool within a tenth of a second.
 * The courier reads the files and brings them into the database; a file whose call has ended and arrived is removed. So
 * the database may be away for as long as the disk has room, the process may be killed at any time, and what was said
 * arrives, once.
 */
public final class Journals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journals.class);

    private final Spool spool;
    private final Recordings recordings;
    private final InstantSource clock;
    private final Losses losses = new Losses();
    private final Scribe scribe;
    private final Courier courier;

    /**
     * Starts, and sees to what an earlier run left behind.
     *
     * @param spool folder of this server's own
     */
    public static Journals start(Path spool, Recordings recordings, Database database, InstantSource clock) {
        return new Journals(new Spool(spool), recordings, database, clock);
    }

    private Journals(Spool spool, Recordings recordings, Database database, InstantSource clock) {
        this.spool = spool;
        this.recordings = recordings;
        this.clock = clock;
        var leftovers = spool.leftovers(recordings);
        this.scribe = new Scribe(losses);
        var tidings = new Tidings(new Outbox(database.tenancy(), clock));
        this.courier = new Courier(new Ledger(database.tenancy(), database.source(), tidings), losses);
        leftovers.forEach(courier::add);
        if (!leftovers.isEmpty()) {
            LOG.info("{} journals of an earlier run are delivered now", leftovers.size());
        }
    }

    /**
     * The journal of a call that begins; opens its file, so not for the call's thread.
     *
     * @param recorded whether the call's sound is kept
     */
    public CallJournal open(OpenCall call, boolean recorded) {
        var file = spool.create(call);
        var desk = new Desk(file, recorded ? recordings : null, losses);
        scribe.open(desk);
        scribe.later(() -> desk.write(new Entry.Began(call)));
        courier.add(file);
        return new StoredJournal(desk, scribe, clock);
    }

    /** How it goes. */
    public JournalFigures figures() {
        return courier.figures();
    }

    /**
     * Waits until all that was handed over is in the database.
     *
     * @return false when it is not, after {@code atMost}
     */
    public boolean settle(Duration atMost) throws InterruptedException {
        var empty = new CountDownLatch(1);
        scribe.whenWritten(() -> courier.tellWhenEmpty(empty));
        return empty.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Writes everything down, delivers what can be delivered, and ends. */
    @Override
    public void close() {
        scribe.close();
        courier.close();
        spool.close();
    }
}
