package io.antiphon.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LaneTest {
    private final ArrayList<RuntimeException> broken = new ArrayList<>();
    private final Lane lane = new Lane(broken::add);

    @Test
    void runsTasksOfManyThreadsOneAtATimeEachThreadsInOrder() throws InterruptedException {
        int threads = 8;
        int each = 20_000;
        var last = new int[threads];
        var count = new int[1];
        var done = new CountDownLatch(threads * each);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                int thread = t;
                pool.execute(() -> {
                    for (int i = 1; i <= each; i++) {
                        int number = i;
                        lane.run(() -> {
                            count[0] += last[thread] == number - 1 ? 1 : 0;
                            last[thread] = number;
                            done.countDown();
                        });
                    }
                });
            }
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(count[0]).isEqualTo(threads * each);
    }

    @Test
    void runsWhatATaskBringsAfterTheTask() {
        var order = new ArrayList<String>();
        lane.run(() -> {
            lane.run(() -> order.add("second"));
            order.add("first");
        });
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void goesOnAfterATaskThatThrew() {
        var order = new ArrayList<String>();
        lane.run(() -> {
            throw new IllegalStateException("broken on purpose");
        });
        lane.run(() -> order.add("next"));
        assertThat(order).containsExactly("next");
        assertThat(broken).hasSize(1);
    }
}
