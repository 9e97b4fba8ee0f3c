package io.antiphon.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Refusal;
import io.antiphon.ports.line.TextLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those who watch see of a call in words alone before its words are settled. */
class WatchedTextLineTest {
    private final FarEnd far = new FarEnd();
    private final LiveCall call = Quiet.call().call();
    private final TextLine line = new WatchedTextLine(far, call);
    private final Watcher watcher = call.watch(0);

    @Test
    void showsWordsAsTheyComeAndGo() throws Exception {
        line.open(new Nobody());
        far.tells(new TextLine.Said(true, "Hello.", -1, -1), new TextLine.Said(false, "It is seven.", -1, -1));
        line.answer(1, "One ", false, false);
        line.answer(1, "moment.", true, false);
        line.interject(1, "A nurse.", true, false);
        line.answer(2, "", true, false);
        assertThat(seen())
                .containsExactly(
                        new Happening.Partial("user", "It is seven."),
                        new Happening.Partial("assistant", "One"),
                        new Happening.Partial("assistant", "One moment."),
                        new Happening.Partial("assistant", "A nurse."));
        assertThat(far.given).containsExactly("One ", "moment.", "A nurse.", "");
    }

    @Test
    void knowsWhatTheCallerSaidBeforeItStandsInTheRecord() {
        line.open(new Nobody());
        far.tells(new TextLine.Said(true, "Your number?", -1, -1), new TextLine.Said(false, "It is seven.", -1, -1));
        assertThat(call.callerLines()).containsExactly("It is seven.");
        far.tells(
                new TextLine.Said(true, "Your number?", -1, -1), new TextLine.Said(false, "It is seven four.", -1, -1));
        assertThat(call.callerLines()).containsExactly("It is seven four.");
    }

    private List<Happening> seen() throws InterruptedException {
        List<Happening> seen = new ArrayList<>();
        for (var next = watcher.next(0); next != null; next = watcher.next(0)) {
            seen.add(next.happening());
        }
        return seen;
    }

    private static final class FarEnd implements TextLine {
        final List<String> given = new ArrayList<>();
        private Listener listener = new Nobody();

        void tells(Said... all) {
            listener.answerWanted(1, List.of(all));
        }

        @Override
        public LineDescription description() {
            return new LineDescription("retell", 0, null, "call_1");
        }

        @Override
        public void open(Listener opened) {
            listener = opened;
        }

        @Override
        public void takeTurns(TurnTaking how) {}

        @Override
        public void answer(int request, String text, boolean complete, boolean endCall) {
            given.add(text);
        }

        @Override
        public void interject(int interjection, String text, boolean complete, boolean endCall) {
            given.add(text);
        }

        @Override
        public void toolStarted(String id, String name, String arguments) {}

        @Override
        public void toolFinished(String id, String result) {}

        @Override
        public void hangUp(String reason) {}

        @Override
        public void refuse(Refusal refusal) {}
    }

    private static final class Nobody implements TextLine.Listener {
        @Override
        public void tick() {}

        @Override
        public void transcript(List<TextLine.Said> all) {}

        @Override
        public void answerWanted(int request, List<TextLine.Said> all) {}

        @Override
        public void reminderWanted(int request, List<TextLine.Said> all) {}

        @Override
        public void hungUp() {}

        @Override
        public void lost(String why) {}
    }
}
