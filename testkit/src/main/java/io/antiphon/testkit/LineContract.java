package io.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What a call may expect of any {@link Line}. Extend it with a rig of the line and a far end that behaves as the real
 * one does.
 *
 * <p>Frame {@code n} (1 to 120) is made of one sample value that survives µ-law unharmed, so that each can be told from
 * the others at either end.
 */
public abstract class LineContract {
    private static final int ANSWER_FRAMES = 500 / Frame.MILLIS;

    /** A new line and its far end; its call has not been answered yet. */
    protected abstract LineRig connect();

    /** Whether the far end tells what it has played. */
    protected boolean reportsPlayback() {
        return true;
    }

    @Test
    void hearsEachFrameOfTheCallerOnceAndInOrder() {
        var rig = connect();
        var log = open(rig);
        rig.pass(10);
        rig.say(samples(rig, 1, 40));
        rig.pass(45);
        assertThat(numbers(log.heard())).containsExactly(range(1, 40));
    }

    @Test
    void hearsTheCallerWithin20Milliseconds() {
        var rig = connect();
        var log = open(rig);
        rig.pass(10);
        rig.say(samples(rig, 1, 1));
        rig.pass(1);
        assertThat(numbers(log.heard())).containsExactly(1L);
    }

    @Test
    void hearsSilenceFromAFarEndThatSendsNothing() {
        var rig = connect();
        rig.mute();
        var log = open(rig);
        rig.pass(200);
        assertThat(log.heard()).hasSizeBetween(196, 201);
        assertThat(numbers(log.heard())).isEmpty();
    }

    @Test
    void hearsFiftyFramesASecondWhateverTheFarEndDoes() {
        var rig = connect();
        var log = open(rig);
        for (int round = 0; round < 4; round++) {
            rig.pass(30);
            rig.mute();
            rig.pass(50);
            rig.burst(samples(rig, 1, 60));
            rig.pass(70);
        }
        assertThat(log.heard()).hasSizeBetween(600 - 4, 600 + 13);
    }

    @Test
    void hearsABurstCompletelyAndInRealTime() {
        var rig = connect();
        rig.mute();
        var log = open(rig);
        rig.pass(1);
        rig.burst(samples(rig, 1, 120));
        rig.pass(50);
        assertThat(numbers(log.heard())).hasSizeLessThan(70);
        rig.pass(75);
        assertThat(numbers(log.heard())).containsExactly(range(1, 120));
    }

    @Test
    void keepsWhatTheCallerSaysBeforeItIsOpened() {
        var rig = connect();
        rig.say(samples(rig, 1, 20));
        rig.pass(22);
        var log = open(rig);
        assertThat(numbers(log.heard())).startsWith(range(1, 10));
        rig.pass(20);
        assertThat(numbers(log.heard())).containsExactly(range(1, 20));
    }

    @Test
    void playsEachFrameOnceAndInOrder() {
        var rig = connect();
        open(rig);
        play(rig, 1, 60);
        rig.pass(70);
        assertThat(numbers(rig.played(), rig)).containsExactly(range(1, 60));
    }

    @Test
    void sendsAFrameEach20MillisecondsAndLittleAhead() {
        var rig = connect();
        open(rig);
        play(rig, 1, 100);
        rig.pass(50);
        rig.line().clear();
        rig.pass(20);
        assertThat(numbers(rig.played(), rig)).hasSizeBetween(46, 53);
    }

    @Test
    void reportsWhatWasPlayedAndNeverMore() {
        var rig = connect();
        var log = open(rig);
        play(rig, 1, 60);
        for (int i = 0; i < 80; i++) {
            rig.pass(1);
            if (reportsPlayback()) {
                assertThat(log.lastPlayed()).isLessThanOrEqualTo(numbers(rig.played(), rig).length);
            }
        }
        assertThat(log.lastPlayed()).isEqualTo(60);
        assertThat(log.played()).isSorted();
    }

    @Test
    void reportsPlaybackEvenIfTheFarEndDoesNot() {
        var rig = connect();
        var log = open(rig);
        rig.withholdReports();
        play(rig, 1, 30);
        rig.pass(30 + 110);
        assertThat(log.lastPlayed()).isEqualTo(30);
    }

    @Test
    void answersAClearOnceAndPlaysNothingThatWasDropped() {
        var rig = connect();
        var log = open(rig);
        play(rig, 1, 100);
        rig.pass(40);
        rig.line().clear();
        rig.pass(ANSWER_FRAMES);
        assertThat(log.cleared()).hasSize(1);
        long cleared = log.cleared().getFirst();
        var heard = numbers(rig.played(), rig);
        if (reportsPlayback()) {
            assertThat(cleared).isBetween(heard.length - 12L, (long) heard.length);
        }
        assertThat(cleared).isGreaterThanOrEqualTo(log.lastPlayed());
        rig.pass(100);
        assertThat(numbers(rig.played(), rig)).isEqualTo(heard);
        assertThat(log.lastPlayed()).isLessThanOrEqualTo(cleared);
        assertThat(log.cleared()).hasSize(1);
    }

    @Test
    void playsAgainAfterAClear() {
        var rig = connect();
        var log = open(rig);
        play(rig, 1, 50);
        rig.pass(20);
        rig.line().clear();
        play(rig, 51, 70);
        rig.pass(60);
        assertThat(numbers(rig.played(), rig)).endsWith(range(51, 70)).doesNotContain(range(30, 50));
        assertThat(log.lastPlayed()).isEqualTo(70);
        assertThat(log.cleared()).hasSize(1);
        assertThat(log.cleared().getFirst()).isLessThan(30);
    }

    @Test
    void answersAClearWhenNothingWasPlaying() {
        var rig = connect();
        var log = open(rig);
        rig.pass(5);
        rig.line().clear();
        rig.pass(ANSWER_FRAMES);
        assertThat(log.cleared()).containsExactly(0L);
    }

    @Test
    void answersEachOfSeveralClears() {
        var rig = connect();
        var log = open(rig);
        play(rig, 1, 30);
        rig.pass(40);
        rig.line().clear();
        rig.line().clear();
        play(rig, 31, 60);
        rig.pass(10);
        rig.line().clear();
        rig.pass(ANSWER_FRAMES);
        assertThat(log.cleared()).hasSize(3).isSorted();
        assertThat(log.cleared().subList(0, 2)).containsOnly(30L);
        assertThat(log.cleared().getLast()).isBetween(30L, 42L);
    }

    @Test
    void answersAClearByEstimateWhenTheFarEndDoesNot() {
        var rig = connect();
        var log = open(rig);
        rig.withholdReports();
        play(rig, 1, 100);
        rig.pass(40);
        rig.line().clear();
        rig.pass(ANSWER_FRAMES);
        assertThat(log.cleared()).hasSize(1);
        assertThat(log.cleared().getFirst()).isBetween(30L, 43L);
        rig.pass(150);
        assertThat(log.cleared()).hasSize(1);
        assertThat(log.lastPlayed()).isLessThanOrEqualTo(log.cleared().getFirst());
    }

    @Test
    void refusesAFrameOfAnotherRate() {
        var rig = connect();
        open(rig);
        assertThatThrownBy(() -> rig.line().play(Frame.silence(24_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closesWhenTheCallHangsUpAndReportsNothingMore() {
        var rig = connect();
        var log = open(rig);
        rig.pass(10);
        rig.line().hangUp("done");
        assertThat(rig.closes()).isTrue();
        int heard = log.heard().size();
        rig.pass(20);
        assertThat(log.heard()).hasSize(heard);
        assertThat(log.endings()).isEmpty();
    }

    @Test
    void tellsOnceThatTheCallerHungUp() {
        var rig = connect();
        var log = open(rig);
        rig.pass(10);
        rig.hangUp();
        rig.pass(10);
        assertThat(log.endings()).containsExactly("hung up");
    }

    @Test
    void tellsOnceThatTheConnectionBroke() {
        var rig = connect();
        var log = open(rig);
        rig.pass(10);
        rig.breakOff();
        int heard = log.heard().size();
        rig.pass(50);
        assertThat(log.endings()).containsExactly("lost");
        assertThat(log.heard()).hasSize(heard);
    }

    @Test
    void tellsOfACallerWhoWasGoneBeforeTheLineWasOpened() {
        var rig = connect();
        rig.pass(10);
        rig.hangUp();
        rig.pass(10);
        assertThat(open(rig).endings()).containsExactly("hung up");
    }

    @Test
    void givesUpAFarEndThatStopsReading() {
        var rig = connect();
        var log = open(rig);
        rig.pass(5);
        rig.stopReading();
        for (int i = 0; i < 10; i++) {
            play(rig, 1, 60);
        }
        rig.pass(600);
        assertThat(log.endings()).containsExactly("lost");
        assertThat(rig.closes()).isTrue();
    }

    @Test
    void turnsACallerAway() {
        var rig = connect();
        rig.line().refuse(Refusal.UNKNOWN_AGENT);
        assertThat(rig.closes()).isTrue();
    }

    private static LineLog open(LineRig rig) {
        var log = new LineLog();
        rig.line().open(log);
        return log;
    }

    private static void play(LineRig rig, int first, int last) {
        int rate = rig.line().description().rate();
        for (int number = first; number <= last; number++) {
            rig.line().play(frame(number, rate));
        }
    }

    private static Frame frame(int number, int rate) {
        var samples = new short[Frame.length(rate)];
        Arrays.fill(samples, value(number));
        return new Frame(samples, rate);
    }

    /** Frames one after the other, as samples. */
    private static short[] samples(LineRig rig, int first, int last) {
        int length = Frame.length(rig.line().description().rate());
        var samples = new short[(last - first + 1) * length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = value(first + i / length);
        }
        return samples;
    }

    /** Loud enough for the first to count as sound, and the more so the later. */
    private static short value(int number) {
        return G711.ULAW.decode((byte) (0xFF - number));
    }

    private static long[] numbers(List<Frame> heard) {
        return heard.stream()
                .mapToLong(frame -> number(frame.samples()[0]))
                .filter(number -> number > 0)
                .toArray();
    }

    private static long[] numbers(short[] played, LineRig rig) {
        int length = Frame.length(rig.line().description().rate());
        return IntStream.range(0, played.length / length)
                .mapToLong(i -> number(played[i * length]))
                .filter(number -> number > 0)
                .toArray();
    }

    private static long number(short value) {
        return 0xFFL - (G711.ULAW.encode(value) & 0xFF);
    }

    private static long[] range(int first, int last) {
        return LongStream.rangeClosed(first, last).toArray();
    }
}
