package io.antiphon.conversation.settings;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where an agent's turns are taken otherwise than by its own knobs; {@code docs/turn-taking.md} says what each does.
 *
 * @param knobs by state, what its {@link AgentState#knob} is set to, 0 to 1; a state that is left out has the agent's own
 */
public record TurnTakingProfiles(Map<AgentState, Double> knobs) {
    /** Every state has the agent's own. */
    public static final TurnTakingProfiles NONE = new TurnTakingProfiles(Map.of());

    public TurnTakingProfiles {
        Map<AgentState, Double> ordered = new EnumMap<>(AgentState.class);
        knobs.forEach((state, value) -> {
            if (state.knob() == AgentState.Knob.NONE) {
                throw new IllegalArgumentException(state.form() + " has no knob of its own");
            }
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(
                        state.knob().form() + " of " + state.form() + " must lie between 0 and 1, not " + value);
            }
            ordered.put(state, value);
        });
        knobs = Collections.unmodifiableMap(ordered);
    }

    /** Whether this state has a knob of its own. */
    public boolean has(AgentState state) {
        return knobs.containsKey(state);
    }

    /** As a journal keeps it: {@code thinking=0.3,collecting=0.5}. */
    public String form() {
        return knobs.entrySet().stream()
                .map(entry -> entry.getKey().form() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    /** Reads what {@link #form} wrote. */
    public static TurnTakingProfiles of(String form) {
        if (form.isEmpty()) {
            return NONE;
        }
        return new TurnTakingProfiles(Arrays.stream(form.split(","))
                .map(entry -> entry.split("="))
                .collect(Collectors.toMap(
                        entry -> AgentState.of(entry[0]).orElseThrow(), entry -> Double.valueOf(entry[1]))));
    }
}
