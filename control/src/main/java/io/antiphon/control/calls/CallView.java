package io.antiphon.control.calls;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A call as the API lists it.
 *
 * @param agent null where its agent was deleted
 * @param voiceToVoiceMs from the end of the caller's words to the agent's first sound; null before the first answer
 * @param recording whether a recording can be fetched
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record CallView(
        UUID id,
        @Nullable AgentName agent,
        String direction,
        String channel,
        @Nullable String callerNumber,
        String status,
        @Nullable String endReason,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer durationSeconds,
        int turns,
        @Nullable Spread voiceToVoiceMs,
        boolean recording) {

    /** Who answered. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record AgentName(UUID id, String name, String displayName) {}

    /** Median and the value nineteen in twenty stay below, in milliseconds. */
    record Spread(int p50, int p95) {}

    /** @param next cursor of what follows; null at the end */
    record Page(List<CallView> calls, @Nullable String next) {}
}
