package io.antiphon.control.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a delivery is tried again: nine times within a day, each time later, and never all at the same moment. */
record Retries(RandomGenerator random) {
    static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(14));

    private static final double JITTER = 0.2;

    /**
     * How long to wait; empty where enough was tried.
     *
     * @param attempts that failed
     */
    Optional<Duration> after(int attempts) {
        if (attempts > WAITS.size()) {
            return Optional.empty();
        }
        long millis = WAITS.get(attempts - 1).toMillis();
        return Optional.of(Duration.ofMillis(millis + Math.round(millis * JITTER * random.nextDouble())));
    }
}
