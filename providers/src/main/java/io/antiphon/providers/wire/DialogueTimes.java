package io.antiphon.providers.wire;

import java.time.Duration;

/**
 * How long to wait for a speech-to-speech model.
 *
 * @param connect for the connection
 * @param receipt until it has acknowledged what was asked of it, or has begun to answer; then it counts as gone
 * @param words for what it understood, after {@code finish}; then nothing was understood
 */
public record DialogueTimes(Duration connect, Duration receipt, Duration words) {
    /** What serves on an ordinary network. */
    public static final DialogueTimes ORDINARY =
            new DialogueTimes(Duration.ofSeconds(3), Duration.ofMillis(2500), Duration.ofMillis(2500));
}
