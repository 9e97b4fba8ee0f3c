package io.antiphon.control.live;

import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Refusal;
import io.antiphon.ports.line.TextLine;
import java.util.List;

/** A line of words whose unfinished words are told to those who watch, too; finished ones come by the journal. */
final class WatchedTextLine implements TextLine {
    private final TextLine line;
    private final LiveCall call;
    private final StringBuilder given = new StringBuilder();
    private int answered = -1;

    WatchedTextLine(TextLine line, LiveCall call) {
        this.line = line;
        this.call = call;
    }

    @Override
    public LineDescription description() {
        return line.description();
    }

    @Override
    public void open(Listener listener) {
        line.open(new Overheard(listener));
    }

    @Override
    public void takeTurns(TurnTaking how) {
        line.takeTurns(how);
    }

    @Override
    public void answer(int request, String text, boolean complete, boolean endCall) {
        if (request != answered) {
            answered = request;
            given.setLength(0);
        }
        tell(text);
        line.answer(request, text, complete, endCall);
    }

    @Override
    public void interject(int interjection, String text, boolean complete, boolean endCall) {
        if (answered >= 0) {
            answered = -1;
            given.setLength(0);
        }
        tell(text);
        line.interject(interjection, text, complete, endCall);
    }

    private void tell(String text) {
        if (!text.isBlank()) {
            given.append(text);
            call.tell(new Happening.Partial("assistant", given.toString().strip()));
        }
    }

    @Override
    public void toolStarted(String id, String name, String arguments) {
        line.toolStarted(id, name, arguments);
    }

    @Override
    public void toolFinished(String id, String result) {
        line.toolFinished(id, result);
    }

    @Override
    public void hangUp(String reason) {
        line.hangUp(reason);
    }

    @Override
    public void refuse(Refusal refusal) {
        line.refuse(refusal);
    }

    /** What the line reports, which those who watch hear of first. */
    private final class Overheard implements Listener {
        private final Listener listener;

        Overheard(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void tick() {
            listener.tick();
        }

        @Override
        public void transcript(List<Said> all) {
            overheard(all);
            listener.transcript(all);
        }

        @Override
        public void answerWanted(int request, List<Said> all) {
            overheard(all);
            listener.answerWanted(request, all);
        }

        @Override
        public void reminderWanted(int request, List<Said> all) {
            listener.reminderWanted(request, all);
        }

        @Override
        public void hungUp() {
            listener.hungUp();
        }

        @Override
        public void lost(String why) {
            listener.lost(why);
        }

        private void overheard(List<Said> all) {
            call.told(all.stream().filter(said -> !said.agent()).map(Said::text).toList());
            if (!all.isEmpty() && !all.getLast().agent()) {
                call.tell(new Happening.Partial("user", all.getLast().text()));
            }
        }
    }
}
