package io.antiphon.control.calls;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * All there is to see of one call.
 *
 * @param variables what {{name}} stood for in it, as it was sent along: a JSON object
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record CallDetail(
        @JsonUnwrapped @JsonIgnoreProperties("recording") CallView call,
        @JsonRawValue String variables,
        List<Line> transcript,
        List<Turn> turnsDetail,
        List<ToolRun> tools,
        List<CallNote> notes,
        @Nullable Sound recording) {

    /** What was said by one side. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Line(
            String role,
            String content,
            String language,
            long startMs,
            long endMs,
            boolean interrupted,
            @Nullable Double confidence,
            int turn,
            Instant timestamp) {}

    /** One exchange, what it was drawn from, and how many answers were begun before the caller was done. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Turn(
            int number,
            String heard,
            String spoken,
            @JsonRawValue String sources,
            @Nullable Double confidence,
            String mind,
            boolean interrupted,
            Wait latency,
            int guesses) {}

    /**
     * A tool that the agent used.
     *
     * @param status {@code executing}, {@code completed} or {@code failed}
     * @param startedMs since the call began
     * @param ms how long it took
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ToolRun(
            String name,
            @Nullable @JsonRawValue String arguments,
            @Nullable @JsonRawValue String result,
            String status,
            @Nullable String errorMessage,
            @Nullable Integer turn,
            @Nullable Long startedMs,
            @Nullable Long ms) {}

    /** Where the time went, in milliseconds; null where a part did not happen. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Wait(
            @Nullable Integer earMs,
            @Nullable Integer knowledgeMs,
            @Nullable Integer modelMs,
            @Nullable Integer voiceMs,
            @Nullable Integer wireMs,
            @Nullable Integer voiceToVoiceMs,
            @Nullable Integer heardMs) {}

    /** Where the recording can be fetched. */
    record Sound(String url, double seconds, boolean partial) {}
}
