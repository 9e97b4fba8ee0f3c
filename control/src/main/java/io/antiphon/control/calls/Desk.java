package io.antiphon.control.calls;

import io.antiphon.audio.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one call's entries and sound are written down. Belongs to the scribe's thread. */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final SpoolFile spool;
    private final @Nullable Recordings recordings;
    private final Losses losses;
    private final List<byte[]> lines = new ArrayList<>();
    private final AtomicInteger soundUnderway = new AtomicInteger();
    private @Nullable Recording recording;
    private @Nullable RecordingFile recorded;
    private boolean recordingOver;
    private boolean soundMissing;
    private boolean spoolTold;
    private boolean over;
    private long seq;

    /** @param recordings where the call is recorded; null where it is not */
    Desk(SpoolFile spool, @Nullable Recordings recordings, Losses losses) {
        this.spool = spool;
        this.recordings = recordings;
        this.losses = losses;
        this.recordingOver = recordings == null;
    }

    OpenCall call() {
        return spool.call();
    }

    boolean records() {
        return recordings != null;
    }

    /** Frames handed over and not yet written; the one thing here that other threads touch. */
    AtomicInteger soundUnderway() {
        return soundUnderway;
    }

    void write(Entry entry) {
        lines.add(new SpoolLine(seq++, entry).bytes());
    }

    void sound(Frame caller, @Nullable Frame agent) {
        soundUnderway.decrementAndGet();
        if (recordingOver || recordings == null) {
            return;
        }
        try {
            if (recording == null) {
                recording = recordings.open(call(), caller.rate());
            }
            recording.add(caller, agent);
        } catch (IOException full) {
            endRecording(full);
        }
    }

    /** Sound was dropped on the way here because the disk did not keep up. */
    void soundMissing() {
        soundMissing = true;
    }

    void end(Entry.Ended ended) {
        finishRecording();
        if (recorded != null && recorded.seconds() > 0) {
            write(new Entry.Recorded(recorded));
        }
        write(ended);
        over = true;
    }

    /** Puts on the disk what was written since the last time. */
    void flush() {
        if (!lines.isEmpty()) {
            losses.lines(spool.append(lines));
            lines.clear();
            if (spool.broken() && !spoolTold) {
                spoolTold = true;
                losses.spoolBroken();
                LOG.warn(
                        "call {}: the disk takes no journal; it is kept in memory on its way to the database",
                        call().id());
            }
        }
        if (over) {
            spool.complete();
        }
    }

    /** The server stops before the call has ended: what is there is made whole. */
    void leave() {
        finishRecording();
        flush();
    }

    boolean over() {
        return over;
    }

    private void endRecording(IOException full) {
        recordingOver = true;
        losses.recordingCut();
        LOG.warn(
                "call {}: its recording ends here, the call goes on: {}",
                call().id(),
                full.getClass().getSimpleName());
        if (recording != null) {
            recording.missesSomething();
            recorded = recording.finish();
        }
    }

    private void finishRecording() {
        if (recording == null || recordingOver) {
            return;
        }
        recordingOver = true;
        if (soundMissing) {
            recording.missesSomething();
        }
        recorded = recording.finish();
    }
}
