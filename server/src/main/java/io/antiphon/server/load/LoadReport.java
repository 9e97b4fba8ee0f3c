package io.antiphon.server.load;

import tools.jackson.databind.json.JsonMapper;

/**
 * How well so many calls at once went. Times in milliseconds.
 *
 * @param turns questions of the callers that were answered or should have been
 * @param missed of them, those without an answer within six seconds
 * @param floor the shortest wait that the providers' delays allow
 * @param voice_to_voice from the end of the caller's speech to the agent's first sound at the caller's end
 * @param over_floor {@code voice_to_voice} less {@code floor}, turn by turn
 * @param barge_in_stop from the begin of the caller's speech until the agent's sound stops at the caller's end
 * @param truncation_error between what the transcript says was heard of a cut answer and what had been played
 * @param frame_lateness of the pacer's ticks
 * @param cpu_percent_of_core of the whole process, simulated callers and providers included
 */
public record LoadReport(
        int calls,
        int turns,
        int missed,
        int floor,
        Quantiles voice_to_voice,
        Quantiles over_floor,
        Quantiles barge_in_stop,
        Quantiles truncation_error,
        Quantiles frame_lateness,
        double cpu_percent_of_core,
        double rss_mb) {

    /** One JSON object, on one line. */
    public String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
