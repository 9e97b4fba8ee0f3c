package io.antiphon.control.live;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A journal that tells those who watch and listen, too. Used by the call's thread. */
record WatchedJournal(CallJournal journal, LiveCall call, Runnable ended) implements CallJournal {
    private static final Map<String, String> INTERRUPTIONS =
            Map.of("PAUSE", "paused", "RESUME", "resumed", "CUT", "cut");

    @Override
    public void event(JournalEvent event) {
        journal.event(event);
        Map<String, String> details = event.details();
        switch (event.type()) {
            case "ToolStarted" -> call.tell(tool(details, "executing", null));
            case "ToolFinished" -> {
                String result = details.getOrDefault("result", "");
                call.tell(tool(details, result.startsWith("error:") ? "failed" : "completed", result));
            }
            case "Decided" -> {
                String state = INTERRUPTIONS.get(details.getOrDefault("decision", ""));
                if (state != null) {
                    call.tell(new Happening.Interruption(state));
                }
            }
            default -> {}
        }
    }

    private static Happening tool(Map<String, String> details, String status, @Nullable String result) {
        return new Happening.Tool(
                details.getOrDefault("id", ""),
                details.getOrDefault("name", ""),
                status,
                details.getOrDefault("arguments", "{}"),
                result);
    }

    @Override
    public void transcript(TranscriptEntry entry) {
        journal.transcript(entry);
        call.tell(Happening.Line.of(entry));
    }

    @Override
    public void turn(TurnRecord turn) {
        journal.turn(turn);
        call.tell(Happening.Turn.of(turn));
    }

    @Override
    public void sound(Frame caller, @Nullable Frame agent) {
        journal.sound(caller, agent);
        call.heard(caller, agent);
    }

    @Override
    public void ended(String reason, long ticks) {
        journal.ended(reason, ticks);
        call.tell(new Happening.Ended(reason, ticks / Frame.PER_SECOND));
        ended.run();
    }
}
