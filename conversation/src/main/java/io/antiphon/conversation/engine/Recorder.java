package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.ports.journal.CallJournal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of the call on one clock. A tick is written once it is known whether the agent's frame in it was played,
 * so that the recording holds what the caller heard and nothing else. Belongs to the call's thread.
 */
final class Recorder {
    /** A frame whose playback nobody reports counts as played after so many ticks. */
    private static final int REPORT_OVERDUE = 150;

    private final CallJournal journal;
    private final Deque<Frame> callers = new ArrayDeque<>();
    private final Deque<Sent> agents = new ArrayDeque<>();
    private long written;
    private long tick;
    private long lastSlot = -1;
    private long frames;
    private long known;

    Recorder(CallJournal journal) {
        this.journal = journal;
    }

    private record Sent(long number, long slot, Frame frame) {}

    /** Frames went to the caller. */
    void sent(List<Frame> sent) {
        for (Frame frame : sent) {
            lastSlot = Math.max(tick, lastSlot + 1);
            agents.add(new Sent(++frames, lastSlot, frame));
        }
    }

    /** One tick of the call, and what the caller said in it. */
    void tick(Frame caller) {
        callers.add(caller);
        tick++;
        write(false);
    }

    void played(long number) {
        known = Math.max(known, number);
        write(false);
    }

    void cleared(long number) {
        known = Math.max(known, number);
        agents.removeIf(sent -> sent.number() > number);
        lastSlot = agents.isEmpty()
                ? Math.min(lastSlot, tick - 1)
                : agents.getLast().slot();
        known = frames;
        write(false);
    }

    /** The call is over: what is left is written as it stands, without what nobody reported played. */
    void end() {
        agents.removeIf(sent -> sent.number() > known);
        write(true);
    }

    private void write(boolean all) {
        while (!callers.isEmpty()) {
            @Nullable Frame agent = null;
            Sent due = agents.peekFirst();
            if (due != null && due.slot() <= written) {
                boolean settled = due.number() <= known || tick - written > REPORT_OVERDUE;
                if (!settled && !all) {
                    return;
                }
                agents.removeFirst();
                agent = due.frame();
            } else if (!all && tick - written <= Stage.LEAD) {
                return;
            }
            journal.sound(callers.removeFirst(), agent);
            written++;
        }
    }
}
