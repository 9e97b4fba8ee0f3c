package io.antiphon.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.antiphon.audio.Frame;
import io.antiphon.audio.SileroVad;
import io.antiphon.audio.VoiceActivity;
import io.antiphon.lines.Paced;
import io.antiphon.lines.Pacer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a call costs, as a ratio: processor time of twenty calls to that of twenty bare listeners, paced in the same way,
 * to whom someone speaks all the time. Both run side by side in the same seconds, so a slower or busier machine makes
 * both dearer.
 */
@Isolated("processor time is the whole process's")
class CostOfACallTest {
    /** Measured as {@code docs/performance.md} says. Lower it when calls have become cheaper. */
    private static final double BASELINE = 3.3;

    private static final double REGRESSION = 1.2;
    private static final int CALLS = 20;
    private static final long WARM_UP_SECONDS = 14;
    private static final long SECONDS = 24;
    private static final long IDLE_SECONDS = 4;
    private static final long SECOND = 1_000_000_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void hasNotRisenByMoreThanAFifth() throws Exception {
        List<Speech> speeches = Speech.all(MemoryLine.RATE);
        LoadPlan plan = new LoadPlan(CALLS, 5, LoadPlan.Way.none, new LoadPlan.Delays(200, 200, 15, 100, 300));
        SileroVad model = new SileroVad();
        try (Timetable clock = new Timetable();
                Listeners listeners = new Listeners(model, speeches)) {
            double spent;
            long listening;
            try (Site site = new Site(plan, CALLS, speeches, clock, model, new Tally())) {
                site.open();
                clock.await(System.nanoTime() + WARM_UP_SECONDS * SECOND);
                long process = system.getProcessCpuTime();
                listening = listeners.busyNanos;
                clock.await(System.nanoTime() + SECONDS * SECOND);
                listening = listeners.busyNanos - listening;
                spent = system.getProcessCpuTime() - process - listening;
            }
            double calls = spent - idle(clock, listeners) * SECONDS;
            double ratio = calls / listening;
            System.out.printf(
                    "a second of a call: %.2f ms, of a listener: %.2f ms, ratio %.2f (baseline %.2f)%n",
                    calls / 1e6 / CALLS / SECONDS, listening / 1e6 / CALLS / SECONDS, ratio, BASELINE);
            assertThat(ratio).as("cost of a call").isLessThan(BASELINE * REGRESSION);
        }
    }

    /**
     * What the process, in which other tests have left a server, does in a second without any call: afterwards, when the
     * compiler has nothing left to do.
     */
    private double idle(Timetable clock, Listeners listeners) throws InterruptedException {
        long process = system.getProcessCpuTime();
        long listening = listeners.busyNanos;
        clock.await(System.nanoTime() + IDLE_SECONDS * SECOND);
        listening = listeners.busyNanos - listening;
        return Math.max(0, (double) (system.getProcessCpuTime() - process - listening) / IDLE_SECONDS);
    }

    /** Detectors alone, on a pacer of their own, which tells how long its thread was busy with them. */
    private static final class Listeners implements Paced, AutoCloseable {
        private final Pacer pacer = Pacer.running();
        private final List<VoiceActivity> detectors;
        private final Speech speech;
        private volatile long busyNanos;
        private int at;
        private boolean closed;

        Listeners(SileroVad model, List<Speech> speeches) {
            this.speech = speeches.getFirst();
            this.detectors = IntStream.range(0, CALLS)
                    .mapToObj(each -> model.listenUngated(MemoryLine.RATE))
                    .toList();
            pacer.join(this);
        }

        @Override
        public synchronized void tick(long tick) {
            if (closed) {
                return;
            }
            int length = Frame.length(MemoryLine.RATE);
            at = at + 2 * length < speech.samples().length ? at + length : 0;
            for (VoiceActivity detector : detectors) {
                detector.hear(new Frame(Arrays.copyOfRange(speech.samples(), at, at + length), MemoryLine.RATE));
            }
            busyNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        @Override
        public synchronized void close() {
            closed = true;
            pacer.close();
        }
    }
}
