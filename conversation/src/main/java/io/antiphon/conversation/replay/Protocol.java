package io.antiphon.conversation.replay;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.journal.JournalForm;
import io.antiphon.conversation.journal.Journaling;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journal of a call that is played again: only its decisions are of interest. */
final class Protocol implements CallJournal {
    final List<Timeline.Decided> decisions = new ArrayList<>();
    final Spans agent = new Spans();
    long reported;

    @Override
    public void event(JournalEvent event) {
        if (event.type().equals(Journaling.DECIDED)) {
            decisions.add(new Timeline.Decided(event.tick(), new JournalForm.Entry(event).text("decision")));
        }
    }

    @Override
    public void transcript(TranscriptEntry entry) {}

    @Override
    public void turn(TurnRecord turn) {}

    @Override
    public void sound(Frame caller, @Nullable Frame agentFrame) {}

    @Override
    public void ended(String reason, long ticks) {}
}
