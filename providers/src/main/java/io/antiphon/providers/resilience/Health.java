package io.antiphon.providers.resilience;

import io.antiphon.ports.ProviderFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is, for an operator.
 *
 * @param provider its short name
 * @param state whether it is asked at present
 * @param asked how often it was asked within the breaker's window
 * @param failed how many of these failed
 * @param lastFailure the kind of the latest failure; null when none is known
 * @param lastFailureAt when that was; null when none is known
 */
public record Health(
        String provider,
        State state,
        int asked,
        int failed,
        ProviderFailure.@Nullable Kind lastFailure,
        @Nullable Instant lastFailureAt) {
    /** Whether a provider is asked. */
    public enum State {
        /** It is asked. */
        CLOSED,
        /** It is left alone. */
        OPEN,
        /** One request tries whether it is back. */
        HALF_OPEN
    }
}
