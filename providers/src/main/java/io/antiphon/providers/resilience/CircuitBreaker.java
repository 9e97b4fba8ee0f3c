package io.antiphon.providers.resilience;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.providers.resilience.Health.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls from waiting for a provider that has just failed for others: shared by all calls, it opens after so many
 * failures within a window, then lets one request through at a time to see whether the provider is back. Any thread.
 *
 * <p>Requests that the provider understood and refused say nothing about its health and are not counted; a refused key
 * or a used-up quota is, as the next call would fare no better.
 */
public final class CircuitBreaker {
    private final String provider;
    private final Limits limits;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Instant> asked = new ArrayDeque<>();
    private final Deque<Instant> failed = new ArrayDeque<>();
    private @Nullable Instant openUntil;
    private boolean probing;
    private @Nullable Kind lastFailure;
    private @Nullable Instant lastFailureAt;

    /**
     * When to open and for how long.
     *
     * @param failures so many within the window open it
     * @param window how long a failure counts
     * @param pause how long it stays open before one request may try
     */
    public record Limits(int failures, Duration window, Duration pause) {
        /** Five failures in thirty seconds, then ten seconds' rest. */
        public static final Limits ORDINARY = new Limits(5, Duration.ofSeconds(30), Duration.ofSeconds(10));

        public Limits {
            if (failures < 1 || !window.isPositive() || !pause.isPositive()) {
                throw new IllegalArgumentException(
                        "a circuit breaker needs at least one failure, a window and a pause");
            }
        }
    }

    public CircuitBreaker(String provider, Limits limits, InstantSource clock) {
        this.provider = provider;
        this.limits = limits;
        this.clock = clock;
    }

    /** A request that was let through; it has to be told how it went, once. */
    public final class Permit {
        private final boolean probe;
        private boolean told;

        private Permit(boolean probe) {
            this.probe = probe;
        }

        /** The provider did what it was asked. */
        public void succeeded() {
            tell(() -> {
                if (probe) {
                    failed.clear();
                    openUntil = null;
                }
            });
        }

        /** The provider failed, or refused what nobody could do. */
        public void failed(ProviderFailure failure) {
            tell(() -> note(failure.kind()));
        }

        /** The request was given up before it was known how it would go. */
        public void abandoned() {
            tell(() -> {});
        }

        private void tell(Runnable outcome) {
            lock.lock();
            try {
                if (!told) {
                    told = true;
                    probing &= !probe;
                    outcome.run();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Lets a request through.
     *
     * @throws ProviderFailure at once while the provider is left alone
     */
    public Permit admit() throws ProviderFailure {
        lock.lock();
        try {
            Instant now = clock.instant();
            forget(now);
            if (openUntil != null) {
                if (probing || now.isBefore(openUntil)) {
                    throw new ProviderFailure(
                            provider,
                            Kind.UNREACHABLE,
                            "failed too often just now (" + lastFailure + ") and is left alone for a moment");
                }
                probing = true;
            }
            asked.add(now);
            return new Permit(probing);
        } finally {
            lock.unlock();
        }
    }

    /** Counts a failure that came after its request had succeeded, such as an ear that goes deaf in a call. */
    public void noteFailure(ProviderFailure failure) {
        lock.lock();
        try {
            note(failure.kind());
        } finally {
            lock.unlock();
        }
    }

    private void note(Kind kind) {
        if (kind == Kind.BAD_REQUEST) {
            return;
        }
        Instant now = clock.instant();
        lastFailure = kind;
        lastFailureAt = now;
        failed.add(now);
        forget(now);
        boolean again = openUntil != null;
        if (again || failed.size() >= limits.failures()) {
            openUntil = now.plus(limits.pause());
        }
    }

    private void forget(Instant now) {
        Instant oldest = now.minus(limits.window());
        while (!asked.isEmpty() && asked.getFirst().isBefore(oldest)) {
            asked.removeFirst();
        }
        while (!failed.isEmpty() && failed.getFirst().isBefore(oldest)) {
            failed.removeFirst();
        }
    }

    /** How the provider is now. */
    public Health health() {
        lock.lock();
        try {
            forget(clock.instant());
            State state = openUntil == null
                    ? State.CLOSED
                    : probing || !clock.instant().isBefore(openUntil) ? State.HALF_OPEN : State.OPEN;
            return new Health(provider, state, asked.size(), failed.size(), lastFailure, lastFailureAt);
        } finally {
            lock.unlock();
        }
    }
}
