package io.antiphon.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PacerTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Pacer pacer = new Pacer(nanos::get);

    @Test
    void ticksEachSessionOnceIn20Milliseconds() {
        var ticks = new ArrayList<Long>();
        pacer.join(ticks::add);
        run(200);
        assertThat(ticks).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void spreadsSessionsOverAllSlots() {
        var seen = new ArrayList<Long>();
        for (int i = 0; i < 40; i++) {
            pacer.join(tick -> seen.add(nanos.get()));
        }
        run(19);
        assertThat(seen).hasSize(40);
        assertThat(seen.stream().distinct()).hasSize(20);
    }

    @Test
    void leavesASeat() {
        var ticks = new ArrayList<Long>();
        var seat = pacer.join(ticks::add);
        run(30);
        seat.leave();
        int before = ticks.size();
        run(100);
        assertThat(ticks).hasSize(before);
        assertThat(pacer.figures().sessions()).isZero();
    }

    @Test
    void makesUpForUpTo60Milliseconds() {
        var ticks = new ArrayList<Long>();
        pacer.join(ticks::add);
        run(20);
        nanos.addAndGet(60_000_000);
        pacer.runDue();
        assertThat(ticks).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(pacer.figures().resyncs()).isZero();
    }

    @Test
    void goesOnFromNowWhenItIsLaterThanThat() {
        var ticks = new ArrayList<Long>();
        pacer.join(ticks::add);
        run(20);
        nanos.addAndGet(1_000_000_000);
        pacer.runDue();
        run(40);
        assertThat(ticks).hasSizeLessThan(6).startsWith(0L, 1L).endsWith(53L);
        assertThat(pacer.figures().resyncs()).isEqualTo(1);
        assertThat(pacer.figures().lostTicks()).isBetween(49L, 50L);
    }

    @Test
    void keepsTimeForTheOthersWhenOneThrows() {
        var ticks = new ArrayList<Long>();
        for (int i = 0; i < 20; i++) {
            pacer.join(tick -> {
                throw new IllegalStateException("broken on purpose");
            });
        }
        pacer.join(ticks::add);
        run(100);
        assertThat(ticks).hasSize(6);
        assertThat(pacer.figures().thrown()).isEqualTo(20);
        assertThat(pacer.figures().sessions()).isEqualTo(1);
    }

    @Test
    void measuresLateness() {
        pacer.join(tick -> {});
        run(2000);
        nanos.addAndGet(39_000_000);
        pacer.runDue();
        var figures = pacer.figures();
        assertThat(figures.p50Micros()).isZero();
        assertThat(figures.maxMicros()).isBetween(19_000L, 20_000L);
    }

    @Test
    void ranksLatenessWithinAnEighth() {
        var lateness = new Lateness();
        for (int micros = 1; micros <= 10_000; micros++) {
            lateness.add(micros * 1000L);
        }
        assertThat(lateness.micros(0.5)).isBetween(5000L, 5700L);
        assertThat(lateness.micros(0.99)).isBetween(9900L, 10_000L);
        assertThat(lateness.maxMicros()).isEqualTo(10_000);
    }

    @Test
    void runsOnItsOwnThread() throws InterruptedException {
        var ticks = new CountDownLatch(5);
        var threads = List.copyOf(List.of(Thread.currentThread()));
        try (var running = Pacer.running()) {
            running.join(tick -> {
                if (!threads.contains(Thread.currentThread())) {
                    ticks.countDown();
                }
            });
            assertThat(ticks.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void run(int millis) {
        for (int i = 0; i < millis; i++) {
            pacer.runDue();
            nanos.addAndGet(1_000_000);
        }
        pacer.runDue();
    }
}
