package io.antiphon.control.calls;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that is about to begin.
 *
 * @param agent who answers it; null where none is chosen
 * @param channel how the caller comes in, such as {@code browser} or {@code twilio}
 * @param callerNumber E.164, where known
 * @param providerCallId the carrier's own name for it, such as Twilio's call SID
 */
public record NewCall(
        UUID org,
        @Nullable UUID agent,
        String channel,
        Direction direction,
        @Nullable String callerNumber,
        @Nullable String providerCallId) {

    /** Who called whom. */
    public enum Direction {
        INBOUND,
        OUTBOUND
    }
}
