package io.antiphon.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.line.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line that a menu has first and a call afterwards. */
class HandedLineTest {
    private final Wire wire = new Wire();
    private final HandedLine line = new HandedLine(wire);
    private final List<CallEvent> menu = new ArrayList<>();
    private final List<CallEvent> call = new ArrayList<>();

    /** The line itself: it keeps who listens. */
    private static final class Wire implements Line {
        private final List<Listener> listeners = new ArrayList<>();

        private Listener listener() {
            return listeners.getFirst();
        }

        @Override
        public LineDescription description() {
            return new LineDescription("wire", 8000, null, null);
        }

        @Override
        public void open(Listener listener) {
            listeners.add(listener);
        }

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

    private void plays(int frames) {
        for (int i = 0; i < frames; i++) {
            line.play(Frame.silence(8000));
        }
    }

    @Test
    void countsFromOneForEachThatHasIt() {
        line.open(new Posting(menu::add, 0));
        plays(7);
        wire.listener().played(3);
        wire.listener().cleared(5);
        line.open(new Posting(call::add, 0));
        plays(2);
        wire.listener().played(6);
        wire.listener().played(8);
        wire.listener().cleared(9);
        assertThat(wire.listeners).as("the line itself is opened once").hasSize(1);
        assertThat(menu).containsExactly(new CallEvent.PlayedUpTo(3), new CallEvent.PlaybackCleared(5));
        assertThat(call).containsExactly(new CallEvent.PlayedUpTo(1), new CallEvent.PlaybackCleared(2));
    }

    @Test
    void bringsKeysAndSoundToWhoeverHasItNow() {
        line.open(new Posting(menu::add, 0));
        wire.listener().digit('1');
        line.open(new Posting(call::add, 0));
        wire.listener().digit('2');
        wire.listener().heard(Frame.silence(8000));
        assertThat(menu).containsExactly(new CallEvent.DigitPressed('1'));
        assertThat(call).hasSize(2).first().isEqualTo(new CallEvent.DigitPressed('2'));
    }

    @Test
    void tellsWhoeverComesNextThatTheCallerIsGone() {
        line.open(new Posting(menu::add, 0));
        wire.listener().hungUp();
        line.open(new Posting(call::add, 0));
        assertThat(menu).containsExactly(new CallEvent.CallerHungUp());
        assertThat(call).containsExactly(new CallEvent.CallerHungUp());
    }

    @Test
    void tellsWhoeverComesNextThatTheConnectionBroke() {
        line.open(new Posting(menu::add, 0));
        wire.listener().lost("cable");
        line.open(new Posting(call::add, 0));
        assertThat(call).containsExactly(new CallEvent.LineLost("cable"));
    }
}
