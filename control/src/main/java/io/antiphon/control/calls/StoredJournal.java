package io.antiphon.control.calls;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A call's journal that ends in the database. Belongs to the call's thread, which it never keeps waiting. */
final class StoredJournal implements CallJournal {
    /** Half a minute: a disk that far behind will not catch up. */
    private static final int MOST_SOUND_UNDERWAY = 30 * Frame.PER_SECOND;

    private final Desk desk;
    private final Scribe scribe;
    private final InstantSource clock;

    StoredJournal(Desk desk, Scribe scribe, InstantSource clock) {
        this.desk = desk;
        this.scribe = scribe;
        this.clock = clock;
    }

    @Override
    public void event(JournalEvent event) {
        write(new Entry.Happened(event));
    }

    @Override
    public void transcript(TranscriptEntry entry) {
        write(new Entry.Said(entry));
    }

    @Override
    public void turn(TurnRecord turn) {
        write(new Entry.Took(turn));
    }

    @Override
    public void sound(Frame caller, @Nullable Frame agent) {
        if (!desk.records()) {
            return;
        }
        if (desk.soundUnderway().get() >= MOST_SOUND_UNDERWAY) {
            scribe.later(desk::soundMissing);
            return;
        }
        desk.soundUnderway().incrementAndGet();
        scribe.later(() -> desk.sound(caller, agent));
    }

    @Override
    public void ended(String reason, long ticks) {
        var ended = new Entry.Ended(reason, ticks, clock.instant());
        scribe.later(() -> desk.end(ended));
    }

    private void write(Entry entry) {
        scribe.later(() -> desk.write(entry));
    }
}
