package io.antiphon.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IntakeTest {
    private static final int RATE = 8000;
    private static final int LENGTH = Frame.length(RATE);

    private final Intake intake = new Intake(RATE);
    private final List<Frame> heard = new ArrayList<>();

    @Test
    void hearsChunksOf256MillisecondsWithoutHoles() {
        intake.open(heard::add);
        var chunk = new short[RATE * 256 / 1000];
        Arrays.fill(chunk, (short) 1000);
        int ticks = 0;
        for (int i = 1; i <= 100; i++) {
            for (; ticks * 20 < i * 256; ticks++) {
                intake.tick(1);
            }
            intake.add(chunk);
        }
        assertThat(intake.filled())
                .isEqualTo(ticks - heard.size() < 14 ? intake.filled() : -1)
                .isLessThanOrEqualTo(11);
        var settled = heard.stream().dropWhile(IntakeTest::isSilent).skip(26).toList();
        assertThat(settled).noneMatch(IntakeTest::isSilent);
        assertThat(heard.size()).isBetween(ticks - 4, ticks + Intake.LEAD);
    }

    @Test
    void hearsWhatIsLateBy200MillisecondsAtOnce() {
        intake.open(heard::add);
        speak(50);
        for (int i = 0; i < 10; i++) {
            intake.tick(1);
        }
        intake.add(loud(10));
        assertThat(intake.waiting()).isZero();
        assertThat(heard.stream().filter(IntakeTest::isSilent)).hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void worksOffADelayInAPause() {
        intake.open(heard::add);
        speak(50);
        for (int i = 0; i < 50; i++) {
            intake.tick(1);
        }
        intake.add(loud(50));
        speak(100);
        int delay = intake.waiting();
        assertThat(delay).isGreaterThan(30);
        listen(100);
        assertThat(intake.waiting()).isLessThanOrEqualTo(1);
        assertThat(intake.skipped()).isBetween(delay - 1L, (long) delay);
        assertThat(heard.stream().filter(frame -> !isSilent(frame))).hasSize(200);
        assertThat(heard.size()).isBetween(300 - 4, 300 + Intake.LEAD);
    }

    @Test
    void neverRunsAheadForEverAfterManyGaps() {
        intake.open(heard::add);
        int ticks = 0;
        for (int round = 0; round < 20; round++) {
            speak(30);
            for (int i = 0; i < 30; i++) {
                intake.tick(1);
            }
            intake.add(loud(30));
            ticks += 60;
            assertThat(heard.size()).isBetween(ticks - 4, ticks + Intake.LEAD);
        }
        listen(500);
        assertThat(intake.waiting()).isLessThanOrEqualTo(1);
    }

    @Test
    void leavesOutOneQuietFrameASecondWhenTheSoundCardRunsFast() {
        intake.open(heard::add);
        for (int second = 0; second < 60; second++) {
            intake.add(loud(1));
            for (int i = 0; i < 50; i++) {
                intake.add(new short[LENGTH]);
                intake.tick(1);
            }
        }
        assertThat(intake.waiting()).isLessThanOrEqualTo(2);
        assertThat(heard.stream().filter(frame -> !isSilent(frame))).hasSize(60);
    }

    @Test
    void keepsThePausesOfALongBurst() {
        intake.open(heard::add);
        for (int i = 0; i < 10; i++) {
            intake.add(loud(20));
            intake.add(new short[30 * LENGTH]);
        }
        for (int i = 0; i < 500; i++) {
            intake.tick(1);
        }
        assertThat(intake.skipped()).isLessThanOrEqualTo(10);
        assertThat(heard.size()).isBetween(490, 500 + Intake.LEAD);
    }

    @Test
    void refusesWhatIsMoreThan30SecondsAheadOfTime() {
        intake.open(heard::add);
        assertThat(intake.add(loud(1500))).isTrue();
        assertThat(intake.add(loud(100))).isFalse();
        assertThat(intake.refused()).isEqualTo(100 - Intake.LEAD);
        intake.tick(1);
        assertThat(intake.add(loud(1))).isTrue();
    }

    @Test
    void makesUpGentlyForTicksThePacerLost() {
        intake.open(heard::add);
        intake.tick(1);
        intake.tick(20);
        assertThat(heard).hasSize(2);
        for (int i = 0; i < 20; i++) {
            intake.tick(1);
        }
        assertThat(heard).hasSize(41 - Intake.ALLOWANCE);
    }

    @Test
    void putsLostFramesWhereTheyWere() {
        intake.open(heard::add);
        speak(10);
        intake.tick(1);
        intake.tick(1);
        intake.lost(2);
        intake.add(loud(1));
        assertThat(heard.stream().filter(IntakeTest::isSilent)).hasSize(2);
        assertThat(isSilent(heard.getLast())).isFalse();
    }

    private void speak(int frames) {
        for (int i = 0; i < frames; i++) {
            intake.tick(1);
            intake.add(loud(1));
        }
    }

    private void listen(int frames) {
        for (int i = 0; i < frames; i++) {
            intake.tick(1);
            intake.add(new short[LENGTH]);
        }
    }

    private static short[] loud(int frames) {
        var samples = new short[frames * LENGTH];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i % 2 == 0 ? 3000 : -3000);
        }
        return samples;
    }

    private static boolean isSilent(Frame frame) {
        return frame.isMissing() || frame.equals(Frame.silence(RATE));
    }
}
