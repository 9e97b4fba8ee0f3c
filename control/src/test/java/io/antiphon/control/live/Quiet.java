package io.antiphon.control.live;

import io.antiphon.audio.Frame;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.line.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls for tests of those who watch: nobody is on the line, and what operators ask for is written down. */
final class Quiet {
    private Quiet() {}

    /** A call, and its line and journal as they are seen by those who watch it. */
    record Begun(LiveCall call, Line line, CallJournal journal) {}

    /** A call of {@code org}, told to {@code asked} what operators want of it. */
    static Begun call(LiveCalls live, UUID org, UUID id, List<String> asked) {
        var about =
                new LiveCall.About(id, org, UUID.randomUUID(), "desk", "Desk", "browser", null, 16_000, Instant.EPOCH);
        LiveCall call = live.begin(about, new LiveCall.Control() {
            @Override
            public void end(String reason) {
                asked.add("end " + reason);
            }

            @Override
            public void say(String text) {
                asked.add("say " + text);
            }
        });
        return new Begun(call, live.seen(call, new NobodysLine()), live.seen(call, new NoJournal()));
    }

    static Begun call() {
        return call(new LiveCalls(), UUID.randomUUID(), UUID.randomUUID(), new ArrayList<>());
    }

    private record NobodysLine() implements Line {
        @Override
        public LineDescription description() {
            throw new UnsupportedOperationException("nobody asks here");
        }

        @Override
        public void open(Listener listener) {}

        @Override
        public void play(Frame frame) {}

        @Override
        public void clear() {}

        @Override
        public void show(Notice notice) {}

        @Override
        public void hangUp(String reason) {}

        @Override
        public void refuse(Refusal refusal) {}
    }

    private record NoJournal() implements CallJournal {
        @Override
        public void event(JournalEvent event) {}

        @Override
        public void transcript(TranscriptEntry entry) {}

        @Override
        public void turn(TurnRecord turn) {}

        @Override
        public void sound(Frame caller, @Nullable Frame agent) {}

        @Override
        public void ended(String reason, long ticks) {}
    }
}
