package io.antiphon.server.metrics;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts what a call reports, and passes it on. Used by the call's thread. */
record CountedJournal(CallJournal journal, Meters meters, String agent, Timer waits) implements CallJournal {
    @Override
    public void event(JournalEvent event) {
        journal.event(event);
    }

    @Override
    public void transcript(TranscriptEntry entry) {
        journal.transcript(entry);
    }

    @Override
    public void turn(TurnRecord turn) {
        int waited = turn.latency().voiceToVoice();
        if (waited >= 0) {
            waits.record(waited, TimeUnit.MILLISECONDS);
        }
        journal.turn(turn);
    }

    @Override
    public void sound(Frame caller, @Nullable Frame agent) {
        journal.sound(caller, agent);
    }

    @Override
    public void ended(String reason, long ticks) {
        meters.ended(agent, reason);
        journal.ended(reason, ticks);
    }
}
