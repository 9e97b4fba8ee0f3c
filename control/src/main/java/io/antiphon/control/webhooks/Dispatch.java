package io.antiphon.control.webhooks;

import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.webhooks.DueDelivery.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due, a virtual thread a request. Only a few requests to one webhook are under way at once, so that one
 * that answers slowly holds nobody else up.
 */
public final class Dispatch implements AutoCloseable {
    /** To one webhook. */
    static final int AT_ONCE = 4;

    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    private static final long ROUND_MILLIS = 500;
    private static final long CLOSING_SECONDS = 3;
    private static final int GONE = 410;

    private final DueDeliveries due;
    private final Webhooks webhooks;
    private final Post post;
    private final Retries retries;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final Map<UUID, Integer> underway = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(0);

    public Dispatch(
            Tenancy tenancy,
            Secrets secrets,
            Webhooks webhooks,
            Post post,
            RandomGenerator random,
            InstantSource clock) {
        this(
                new DueDeliveries(tenancy, secrets),
                webhooks,
                post,
                new Retries(random),
                clock,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("webhook-", 0).factory()));
    }

    Dispatch(
            DueDeliveries due,
            Webhooks webhooks,
            Post post,
            Retries retries,
            InstantSource clock,
            ExecutorService threads) {
        this.due = due;
        this.webhooks = webhooks;
        this.post = post;
        this.retries = retries;
        this.clock = clock;
        this.threads = threads;
    }

    /** Looks again and again from now on. */
    public Dispatch start() {
        var _ = threads.submit(this::work);
        return this;
    }

    private @Nullable Void work() throws InterruptedException {
        while (!threads.isShutdown()) {
            try {
                round();
            } catch (RejectedExecutionException closing) {
                return null;
            } catch (RuntimeException failure) {
                log.warn(
                        "webhooks wait for their deliveries: {}",
                        failure.getClass().getSimpleName());
            }
            // Whatever is done may make room for what waits.
            var _ = room.tryAcquire(ROUND_MILLIS, TimeUnit.MILLISECONDS);
            room.drainPermits();
        }
        return null;
    }

    /** Begins what is due and has room. */
    void round() {
        for (DueDeliveries.Waiting waiting : due.waiting(clock.instant())) {
            int free = AT_ONCE - underway.getOrDefault(waiting.webhook(), 0);
            if (free > 0) {
                due.take(waiting, clock.instant(), free).forEach(this::begin);
            }
        }
    }

    private void begin(DueDelivery delivery) {
        underway.merge(delivery.webhook(), 1, Integer::sum);
        var _ = threads.submit(() -> {
            try {
                deliver(delivery);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                log.warn(
                        "what became of delivery {} could not be noted; it is tried again: {}",
                        delivery.id(),
                        failure.getClass().getSimpleName());
            } finally {
                underway.computeIfPresent(delivery.webhook(), (webhook, count) -> count == 1 ? null : count - 1);
                room.release();
            }
        });
    }

    private void deliver(DueDelivery delivery) throws InterruptedException {
        Outcome outcome = attempt(delivery);
        Integer status = outcome.status();
        boolean gone = status != null && status == GONE;
        Instant next = outcome.error() == null || gone
                ? null
                : retries.after(delivery.attempts() + 1)
                        .map(clock.instant()::plus)
                        .orElse(null);
        due.note(delivery, outcome, next);
        if (gone) {
            webhooks.gone(delivery.org(), delivery.webhook());
            log.info("webhook {} is switched off: its receiver answered 410", delivery.webhook());
        }
    }

    private Outcome attempt(DueDelivery delivery) throws InterruptedException {
        Instant began = clock.instant();
        if (delivery.secrets().isEmpty()) {
            return new Outcome(
                    began,
                    null,
                    null,
                    null,
                    "its secret cannot be read, as MASTER_KEY is not what it was sealed with: rotate it");
        }
        try {
            Post.Answer answer = post.send(delivery.url(), delivery.headers(began), delivery.body());
            boolean taken = answer.status() >= 200 && answer.status() < 300;
            return new Outcome(
                    began,
                    Duration.between(began, clock.instant()),
                    answer.status(),
                    answer.beginning(),
                    taken ? null : "status " + answer.status());
        } catch (Post.Unanswered unanswered) {
            return new Outcome(began, null, null, null, unanswered.getMessage());
        }
    }

    /** Begins nothing more, and gives what is under way some time; what is left is due again when its lease is over. */
    @Override
    public void close() {
        threads.shutdown();
        room.release();
        try {
            if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                var _ = threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException hurried) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
