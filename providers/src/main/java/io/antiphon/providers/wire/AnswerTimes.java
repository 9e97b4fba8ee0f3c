package io.antiphon.providers.wire;

import java.time.Duration;

/**
 * How long to wait for a model.
 *
 * @param connect for the connection
 * @param firstToken from the request until the first piece of the answer
 * @param idle between two pieces
 */
public record AnswerTimes(Duration connect, Duration firstToken, Duration idle) {
    /** Generous: the conversation gives up earlier by its own clock. */
    public static final AnswerTimes ORDINARY =
            new AnswerTimes(Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(10));
}
