package io.antiphon.providers.wire;

import java.time.Duration;

/**
 * How long to wait for a recogniser.
 *
 * @param connect for the connection
 * @param answer for the words after {@code finish}; then what is known already has to do
 * @param silence without any message while sound is sent; then the vendor counts as gone
 * @param keepAlive without sound to send until the vendor is told that we are still there
 */
public record EarTimes(Duration connect, Duration answer, Duration silence, Duration keepAlive) {
    /** What serves on an ordinary network. */
    public static final EarTimes ORDINARY =
            new EarTimes(Duration.ofSeconds(3), Duration.ofMillis(700), Duration.ofSeconds(8), Duration.ofSeconds(4));
}
