package io.antiphon.control.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param interrupted whether the agent was cut off in it; null while it goes on
 * @param error whether it failed, or a provider failed in it; null while it goes on
 * @param recording whether a recording can be fetched
 * @param hit null where nothing was looked for
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CallView(
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
        @Nullable Boolean interrupted,
        @Nullable Boolean error,
        boolean recording,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Hit hit) {

    /** The same with what was looked for. */
    CallView with(@Nullable Hit found) {
        return new CallView(
                id,
                agent,
                direction,
                channel,
                callerNumber,
                status,
                endReason,
                startedAt,
                endedAt,
                durationSeconds,
                turns,
                voiceToVoiceMs,
                interrupted,
                error,
                recording,
                found);
    }

    /**
     * A line that says what was looked for.
     *
     * @param marks where it says it: pairs of the first character's index and the one after the last, counted as Java
     *     and JavaScript count
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Hit(String role, long startMs, String text, List<int[]> marks) {}

    /** Who answered. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record AgentName(UUID id, String name, String displayName) {}

    /** Median and the value nineteen in twenty stay below, in milliseconds. */
    public record Spread(int p50, int p95) {}

    /** @param next cursor of what follows; null at the end */
    record Page(List<CallView> calls, @Nullable String next) {}
}
