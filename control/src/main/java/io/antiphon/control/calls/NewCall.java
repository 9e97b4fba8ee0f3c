package io.antiphon.control.calls;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that is about to begin.
 *
 * @param agent who answers it; null where none is chosen
 * @param channel how the caller comes in, such as {@code browser} or {@code twilio}
 * @param callerNumber E.164 number of the person, who called or is called; null where it is not known
 * @param providerCallId the carrier's own name for it, such as Twilio's call SID
 * @param variables what {@code {{name}}} stands for in it, as it was sent along
 */
public record NewCall(
        UUID org,
        @Nullable UUID agent,
        String channel,
        Direction direction,
        @Nullable String callerNumber,
        @Nullable String providerCallId,
        Map<String, String> variables) {
    public NewCall {
        variables = Map.copyOf(variables);
    }

    /** One with which nothing was sent along. */
    public NewCall(
            UUID org,
            @Nullable UUID agent,
            String channel,
            Direction direction,
            @Nullable String callerNumber,
            @Nullable String providerCallId) {
        this(org, agent, channel, direction, callerNumber, providerCallId, Map.of());
    }

    /** Who called whom. */
    public enum Direction {
        INBOUND,
        OUTBOUND
    }
}
