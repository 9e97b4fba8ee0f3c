package io.antiphon.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.SileroVad;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A thousand calls, ten after ten times ten, leave nothing behind. */
@Isolated("threads and memory are the whole process's")
class ManyCallsTest {
    private static final LoadPlan.Delays QUICK = new LoadPlan.Delays(20, 20, 1, 20, 100);
    private static final int AT_ONCE = 100;

    @Test
    void leaveNothingBehind() throws Exception {
        List<Speech> speeches = Speech.all(MemoryLine.RATE);
        SileroVad model = new SileroVad();
        try (Timetable clock = new Timetable()) {
            hundredCalls(speeches, model, clock);
            hundredCalls(speeches, model, clock);
            Left before = Left.now();
            for (int round = 0; round < 10; round++) {
                hundredCalls(speeches, model, clock);
            }
            Left after = awaitFewerThan(before);
            assertThat(after.threads()).as("platform threads").isLessThanOrEqualTo(before.threads());
            assertThat(after.directBytes()).as("direct buffers").isLessThanOrEqualTo(before.directBytes());
            assertThat(after.heapBytes() - before.heapBytes())
                    .as("heap, all of a thousand calls")
                    .isLessThan(1_000 * 2_048L);
        }
    }

    /** Buffers go when the collector has seen them, and pacer threads within a tick or two. */
    private static Left awaitFewerThan(Left before) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        Left after = Left.now();
        while (!after.within(before) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            after = Left.now();
        }
        return after;
    }

    private static void hundredCalls(List<Speech> speeches, SileroVad model, Timetable clock) throws Exception {
        LoadPlan plan = new LoadPlan(AT_ONCE, 5, LoadPlan.Way.none, QUICK);
        Tally tally = new Tally();
        try (Site site = new Site(plan, AT_ONCE, speeches, clock, model, tally)) {
            site.open();
            clock.await(System.nanoTime() + 300_000_000L);
        }
    }

    /** What is there now. */
    private record Left(int threads, long directBytes, long heapBytes) {
        @SuppressWarnings("ExplicitGc")
        static Left now() {
            System.gc();
            long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .mapToLong(BufferPoolMXBean::getMemoryUsed)
                    .sum();
            return new Left(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    direct,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        boolean within(Left before) {
            return threads <= before.threads
                    && directBytes <= before.directBytes
                    && heapBytes - before.heapBytes < 1_000 * 2_048L;
        }
    }
}
