package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A journal that keeps all that is written into it. */
final class KeptJournal implements CallJournal {
    final List<TranscriptEntry> transcript = new ArrayList<>();
    final List<TurnRecord> turns = new ArrayList<>();
    final List<JournalEvent> events = new ArrayList<>();
    final List<@Nullable Frame> agent = new ArrayList<>();

    /** Whether events are printed as they come. */
    boolean prints;

    @Nullable
    String ended;

    private final Runnable cut;

    /** @param cut told when the agent has been cut off */
    KeptJournal(Runnable cut) {
        this.cut = cut;
    }

    @Override
    public void event(JournalEvent event) {
        events.add(event);
        if (event.details().getOrDefault("decision", "").equals("CUT")) {
            cut.run();
        }
        if (prints && !event.type().equals("PlayedUpTo")) {
            System.out.println(event.tick() + " " + event.type() + " " + event.details());
        }
    }

    @Override
    public void transcript(TranscriptEntry entry) {
        transcript.add(entry);
    }

    @Override
    public void turn(TurnRecord turn) {
        turns.add(turn);
    }

    @Override
    public void sound(Frame caller, @Nullable Frame spoken) {
        agent.add(spoken);
    }

    @Override
    public void ended(String reason, long ticks) {
        assertThat(ended).as("a call ends once").isNull();
        ended = reason;
    }

    /** What was said by this side, in order. */
    List<String> lines(TranscriptEntry.Role role) {
        return transcript.stream()
                .filter(entry -> entry.role() == role)
                .map(TranscriptEntry::text)
                .toList();
    }

    /** What the engine decided, in order. */
    List<String> decisions() {
        return events.stream()
                .filter(event -> event.type().equals("Decided"))
                .map(event -> event.details().getOrDefault("decision", ""))
                .toList();
    }

    /** Frames of the agent in the recording. */
    long agentFrames() {
        return agent.stream().filter(frame -> frame != null).count();
    }
}
