package io.antiphon.server.wiring;

import io.antiphon.control.calls.CallDeletion;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.webhooks.Deliveries;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes, once a day, the calls, and what was sent to webhooks, that are to be kept no longer. */
record Retention(ScheduledExecutorService clock) implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    static Retention daily(CallDeletion deletion, Deliveries deliveries, Organisations organisations) {
        var clock = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().name("retention").daemon().unstarted(task));
        var _ = clock.scheduleWithFixedDelay(
                () -> run(deletion, deliveries, organisations), 1, 24 * 60, TimeUnit.MINUTES);
        return new Retention(clock);
    }

    private static void run(CallDeletion deletion, Deliveries deliveries, Organisations organisations) {
        try {
            int deleted = organisations.all().stream()
                    .mapToInt(deletion::deleteExpired)
                    .sum();
            if (deleted > 0) {
                log.info("{} calls were kept as long as their agents say, and are deleted", deleted);
            }
            organisations.all().forEach(deliveries::deleteOld);
        } catch (RuntimeException failure) {
            log.warn(
                    "what is to be deleted will be tomorrow: {}",
                    failure.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
