package io.antiphon.conversation.turntaking;

import io.antiphon.conversation.settings.AgentState;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.settings.TurnTakingProfiles;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** An agent's pace in each of its states. */
public final class Paces {
    private final Map<AgentState, Pace> paces = new EnumMap<>(AgentState.class);

    public Paces(CallSettings.Manners manners, CallSettings.Limits limits) {
        for (AgentState state : AgentState.values()) {
            paces.put(state, Pace.of(manners.in(state), limits, weighs(state, manners.profiles())));
        }
    }

    /** What was said before an answer began has been weighed by the state before. */
    private static boolean weighs(AgentState state, TurnTakingProfiles profiles) {
        return state == AgentState.SPEAKING
                ? profiles.has(AgentState.THINKING) || profiles.has(AgentState.USING_TOOL)
                : profiles.has(state);
    }

    /** The pace of a state. */
    public Pace in(AgentState state) {
        return Objects.requireNonNull(paces.get(state));
    }
}
