package io.antiphon.server.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What came of a call: each turn as the caller had it, with what the server wrote down about it. */
record CallReport(@Nullable String call_id, List<Turn> turns, String wav) {

    /**
     * One exchange.
     *
     * @param caller what was to be said
     * @param heard what the server understood
     * @param agent what the agent was heard to answer
     * @param sources where the answer was drawn from
     * @param voice_to_voice_ms from the caller's last voiced sample to the agent's first audible one, measured on the
     *     received sound; -1 when no answer was heard
     */
    record Turn(
            String caller,
            String heard,
            String agent,
            List<Map<String, Object>> sources,
            int voice_to_voice_ms,
            boolean interrupted) {}

    boolean answered() {
        return !turns.isEmpty() && turns.stream().allMatch(turn -> turn.voice_to_voice_ms() >= 0);
    }

    String json() {
        try {
            return JsonMapper.builder().build().writeValueAsString(this);
        } catch (JacksonException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
