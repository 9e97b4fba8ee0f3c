package io.antiphon.server.load;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import org.jspecify.annotations.Nullable;

/** Tells the caller what the record says was heard, and keeps nothing. */
record LoadJournal(LoadCaller caller) implements CallJournal {
    @Override
    public void event(JournalEvent event) {}

    @Override
    public void transcript(TranscriptEntry entry) {
        if (entry.role() == TranscriptEntry.Role.ASSISTANT && entry.interrupted()) {
            caller.cutOff(entry.text());
        }
    }

    @Override
    public void turn(TurnRecord turn) {}

    @Override
    public void sound(Frame caller, @Nullable Frame agent) {}

    @Override
    public void ended(String reason, long ticks) {}
}
