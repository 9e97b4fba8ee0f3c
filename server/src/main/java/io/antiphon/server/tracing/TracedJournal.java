package io.antiphon.server.tracing;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.server.metrics.EndReason;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traces what a call reports, and passes it on. Used by the call's thread. */
final class TracedJournal implements CallJournal {
    private final CallJournal journal;
    private final CallTrace trace;
    /** When each tool that is at work was started, by its id. */
    private final Map<String, Long> tools = new HashMap<>();

    TracedJournal(CallJournal journal, CallTrace trace) {
        this.journal = journal;
        this.trace = trace;
    }

    @Override
    public void event(JournalEvent event) {
        journal.event(event);
        String id = event.details().getOrDefault("id", "");
        switch (event.type()) {
            case "ToolStarted" -> tools.put(id, event.micros());
            case "ToolFinished" -> {
                Long started = tools.remove(id);
                if (started != null) {
                    trace.tool(event.details().getOrDefault("name", ""), started, event.micros());
                }
            }
            default -> {}
        }
    }

    @Override
    public void transcript(TranscriptEntry entry) {
        journal.transcript(entry);
    }

    @Override
    public void turn(TurnRecord turn) {
        journal.turn(turn);
        trace.turn(turn);
    }

    @Override
    public void sound(Frame caller, @Nullable Frame agent) {
        journal.sound(caller, agent);
    }

    @Override
    public void ended(String reason, long ticks) {
        journal.ended(reason, ticks);
        trace.ended(EndReason.known(reason));
    }
}
