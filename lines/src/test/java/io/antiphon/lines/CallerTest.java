package io.antiphon.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.lines.caller.CallerEvent;
import io.antiphon.ports.line.Notice;
import io.antiphon.testkit.LineLog;
import org.junit.jupiter.api.Test;

/** What scripts may rely on in a caller. */
final class CallerTest {
    private final Cable cable = Cables.browser(true);
    private final LineLog log = new LineLog();

    @Test
    void tellsWhenItHasSaidEverythingAndWhenTheAgentAnswers() {
        cable.line().open(log);
        cable.caller().say(new short[10 * 320 + 1]);
        var said = cable.caller().said();
        var answer = cable.caller().agentSpeaks();
        cable.pass(10);
        assertThat(said).isNotDone();
        cable.pass(1);
        assertThat(said).isCompleted();
        cable.line().play(Parrot.loud(16_000));
        assertThat(answer).isNotDone();
        cable.pass(5);
        assertThat(answer).isCompleted();
        var silent = cable.caller().agentSilent(500);
        cable.pass(20);
        assertThat(silent).isNotDone();
        cable.pass(10);
        assertThat(silent).isCompleted();
        assertThat(cable.caller().events().join())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Connected", "Said", "AgentBegan", "AgentPaused");
    }

    @Test
    void recordsBothSidesSampleForSample() {
        cable.line().open(log);
        cable.pass(10);
        cable.caller().say(Parrot.loud(16_000).samples());
        cable.line().play(Parrot.loud(16_000));
        cable.pass(40);
        var recording = cable.caller().recording();
        assertThat(recording.caller()).hasSize(50 * 320).hasSameSizeAs(recording.agent());
        assertThat(recording.caller()[10 * 320]).isEqualTo((short) 8031);
        int heardAt = firstLoud(recording.agent()) / 320;
        assertThat(heardAt).isBetween(10, 14);
    }

    @Test
    void dropsWhatItHasNotPlayedWhenItIsToldTo() {
        cable.line().open(log);
        for (int i = 0; i < 20; i++) {
            cable.line().play(Parrot.loud(16_000));
        }
        cable.pass(10);
        cable.line().clear();
        var cleared = cable.caller().next(CallerEvent.Cleared.class);
        assertThat(cleared.join().droppedSamples()).isBetween(320, 4 * 320);
    }

    @Test
    void findsEventsInTheOrderInWhichTheyCame() {
        cable.line().show(new Notice.Trouble("one"));
        cable.line().show(new Notice.Trouble("two"));
        var caller = cable.caller();
        assertThat(caller.next(CallerEvent.Trouble.class).join().message()).isEqualTo("one");
        assertThat(caller.next(CallerEvent.Trouble.class).join().message()).isEqualTo("two");
        var third = caller.next(
                CallerEvent.Trouble.class, trouble -> trouble.message().equals("four"));
        cable.line().show(new Notice.Trouble("three"));
        assertThat(third).isNotDone();
        cable.line().show(new Notice.Trouble("four"));
        assertThat(third).isCompleted();
    }

    @Test
    void waitsForNothingOnceTheConnectionIsGone() {
        cable.line().open(log);
        var caller = cable.caller();
        var speaks = caller.agentSpeaks();
        var turn = caller.next(CallerEvent.Turn.class);
        caller.closed(1006);
        assertThat(speaks).isCancelled();
        assertThat(turn).isCancelled();
        assertThat(caller.next(CallerEvent.Disconnected.class).join().code()).isEqualTo(1006);
        assertThat(caller.next(CallerEvent.Turn.class)).isCancelled();
    }

    private static int firstLoud(short[] samples) {
        int at = 0;
        while (samples[at] < 1000) {
            at++;
        }
        return at;
    }
}
