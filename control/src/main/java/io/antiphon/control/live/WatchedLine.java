package io.antiphon.control.live;

import io.antiphon.audio.Frame;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.line.Refusal;

/** A line whose notices are told to those who watch, too. */
record WatchedLine(Line line, LiveCall call) implements Line {
    @Override
    public LineDescription description() {
        return line.description();
    }

    @Override
    public void open(Listener listener) {
        line.open(listener);
    }

    @Override
    public void play(Frame frame) {
        line.play(frame);
    }

    @Override
    public void clear() {
        line.clear();
    }

    @Override
    public void show(Notice notice) {
        switch (notice) {
            case Notice.CallerText(String text, boolean complete) -> partial("user", text, complete);
            case Notice.AgentText(String text, boolean complete, boolean ignored) ->
                partial("assistant", text, complete);
            case Notice.Trouble(String message) -> call.tell(new Happening.Trouble(message));
            case Notice.Started ignored -> {}
            case Notice.ToolRan ignored -> {}
            case Notice.TurnDone ignored -> {}
            case Notice.Ended ignored -> {}
        }
        line.show(notice);
    }

    /** Complete text comes by the journal. */
    private void partial(String role, String text, boolean complete) {
        if (!complete) {
            call.tell(new Happening.Partial(role, text));
        }
    }

    @Override
    public void hangUp(String reason) {
        line.hangUp(reason);
    }

    @Override
    public void refuse(Refusal refusal) {
        line.refuse(refusal);
    }
}
