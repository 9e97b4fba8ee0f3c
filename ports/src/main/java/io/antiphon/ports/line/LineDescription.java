package io.antiphon.ports.line;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection when it arrives.
 *
 * @param channel how the caller comes in: {@code browser}, {@code twilio} or {@code retell}
 * @param rate samples a second in both directions: 8000 or 16000; 0 where only words pass
 * @param callerNumber E.164 number of the caller where the line knows it
 * @param providerCallId the carrier's own name for this call, such as Twilio's call SID
 */
public record LineDescription(
        String channel,
        int rate,
        @Nullable String callerNumber,
        @Nullable String providerCallId) {
    public LineDescription {
        if (rate != 0 && rate != 8000 && rate != 16000) {
            throw new IllegalArgumentException("a line runs at 8000 or 16000 Hz, or 0 for words alone, not " + rate);
        }
    }
}
