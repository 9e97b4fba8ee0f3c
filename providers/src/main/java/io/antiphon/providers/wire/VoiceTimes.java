package io.antiphon.providers.wire;

import java.time.Duration;

/**
 * How long to wait for a voice.
 *
 * @param connect for the connection
 * @param firstSound from the text until its first sound
 * @param idle between two pieces of sound
 */
public record VoiceTimes(Duration connect, Duration firstSound, Duration idle) {
    /** Generous: the conversation gives up earlier by its own clock. */
    public static final VoiceTimes ORDINARY =
            new VoiceTimes(Duration.ofSeconds(3), Duration.ofSeconds(8), Duration.ofSeconds(5));
}
