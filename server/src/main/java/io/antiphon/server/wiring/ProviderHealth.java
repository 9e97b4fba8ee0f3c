package io.antiphon.server.wiring;

import io.antiphon.providers.resilience.Health;
import io.antiphon.providers.resilience.ResilientProviders;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How each provider is. One that is asked for several models, each with a breaker of its own, is as its worst. */
record ProviderHealth(ResilientProviders guards) {

    /** The names of all that are known by now. */
    List<String> names() {
        return guards.health().stream().map(Health::provider).distinct().toList();
    }

    /** Empty where nobody is guarded under this name. */
    Optional<Health> of(String name) {
        return guards.health().stream()
                .filter(health -> health.provider().equals(name))
                .reduce(ProviderHealth::together);
    }

    private static Health together(Health one, Health other) {
        Health later = lastFailure(one).isAfter(lastFailure(other)) ? one : other;
        return new Health(
                one.provider(),
                badness(one.state()) >= badness(other.state()) ? one.state() : other.state(),
                one.asked() + other.asked(),
                one.failed() + other.failed(),
                later.lastFailure(),
                later.lastFailureAt());
    }

    private static Instant lastFailure(Health health) {
        return Objects.requireNonNullElse(health.lastFailureAt(), Instant.MIN);
    }

    /** 0 where it is asked, 1 where one request tries, 2 where it is left alone. */
    static int badness(Health.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    /** As {@link #badness}, of a provider that may not be known. */
    int badness(String name) {
        return of(name).map(health -> badness(health.state())).orElse(0);
    }
}
