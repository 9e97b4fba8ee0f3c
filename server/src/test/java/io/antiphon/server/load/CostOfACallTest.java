package io.antiphon.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.antiphon.audio.Frame;
import io.antiphon.audio.SileroVad;
import io.antiphon.audio.VoiceActivity;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a call costs, as a ratio: processor time of twenty calls to that of listening, with the same detector, to as
 * many seconds of speech. Both are measured in turns in the same minute, and of each the least counts, so a slower or
 * busier machine changes both alike.
 */
class CostOfACallTest {
    /** Measured as {@code docs/performance.md} says. Lower it when calls have become cheaper. */
    private static final double BASELINE = 1.6;

    private static final double REGRESSION = 1.2;
    private static final int CALLS = 20;
    private static final int WARM_UP_SECONDS = 14;
    private static final int ROUNDS = 6;
    private static final int SECONDS = 4;
    private static final long SECOND = 1_000_000_000;

    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void hasNotRisenByMoreThanAFifth() throws Exception {
        List<Speech> speeches = Speech.all(MemoryLine.RATE);
        LoadPlan plan = new LoadPlan(
                CALLS, 5, LoadPlan.Way.none, new LoadPlan.Delays(200, 200, 15, 100, 300));
        double calls = Double.MAX_VALUE;
        double listening = Double.MAX_VALUE;
        try (SileroVad model = new SileroVad();
                Timetable clock = new Timetable();
                Site site = new Site(plan, CALLS, speeches, clock, model, new Tally())) {
            site.open();
            clock.await(System.nanoTime() + WARM_UP_SECONDS * SECOND);
            for (int round = 0; round < ROUNDS; round++) {
                long before = system.getProcessCpuTime();
                clock.await(System.nanoTime() + SECONDS * SECOND);
                calls = Math.min(calls, (system.getProcessCpuTime() - before) / (double) (CALLS * SECONDS));
                listening = Math.min(listening, listening(model, speeches));
            }
        }
        System.out.printf(
                "a second of a call: %.2f ms, of listening to speech: %.2f ms, ratio %.2f (baseline %.2f)%n",
                calls / 1e6, listening / 1e6, calls / listening, BASELINE);
        assertThat(calls / listening).as("cost of a call").isLessThan(BASELINE * REGRESSION);
    }

    /** Processor nanoseconds of the detector alone for a second of speech. */
    private static double listening(SileroVad model, List<Speech> speeches) {
        int length = Frame.length(MemoryLine.RATE);
        int frames = 0;
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (VoiceActivity activity = model.listenUngated(MemoryLine.RATE)) {
            for (Speech speech : speeches) {
                for (int at = 0; at + length <= speech.samples().length; at += length) {
                    activity.hear(new Frame(Arrays.copyOfRange(speech.samples(), at, at + length), MemoryLine.RATE));
                    frames++;
                }
            }
        }
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        return spent / (frames / (double) Frame.PER_SECOND);
    }
}
