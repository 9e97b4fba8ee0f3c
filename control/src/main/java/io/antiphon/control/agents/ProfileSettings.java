package io.antiphon.control.agents;

import io.antiphon.control.api.Body;
import io.antiphon.conversation.settings.AgentState;
import io.antiphon.conversation.settings.AgentState.Knob;
import io.antiphon.conversation.settings.TurnTakingProfiles;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turn-taking profiles as JSON: by state, an object with the knob that has a meaning in it. */
final class ProfileSettings {
    private static final String FIELD = "turn_taking_profiles";
    private static final JsonMapper JSON = new JsonMapper();

    private ProfileSettings() {}

    /** All of them where the body has any; a state or a knob that is null has the agent's own again. */
    static TurnTakingProfiles read(Body body, TurnTakingProfiles base) {
        if (!body.has(FIELD)) {
            return base;
        }
        String json = body.json(FIELD);
        if (json == null) {
            return TurnTakingProfiles.NONE;
        }
        JsonNode profiles = JSON.readTree(json);
        if (!profiles.isObject()) {
            throw new InvalidAgent(FIELD, "must be an object of states, each with what it has of its own");
        }
        Map<AgentState, Double> knobs = new EnumMap<>(AgentState.class);
        profiles.forEachEntry((name, profile) -> {
            AgentState state = state(name);
            Double value = profile.isNull() ? null : knob(state, profile);
            if (value != null) {
                knobs.put(state, value);
            }
        });
        return new TurnTakingProfiles(knobs);
    }

    private static AgentState state(String name) {
        AgentState state = AgentState.of(name).orElse(null);
        if (state == AgentState.LISTENING) {
            throw new InvalidAgent(
                    field(name), "has no profile: what ends turns then is the agent's own responsiveness");
        }
        if (state == null) {
            throw new InvalidAgent(
                    field(name),
                    "is no state of an agent: choose "
                            + Stream.of(AgentState.values())
                                    .filter(one -> one.knob() != Knob.NONE)
                                    .map(AgentState::form)
                                    .collect(Collectors.joining(", ")));
        }
        return state;
    }

    private static @Nullable Double knob(AgentState state, JsonNode profile) {
        String known = state.knob().form();
        if (!profile.isObject()) {
            throw new InvalidAgent(field(state.form()), "must be an object such as {\"" + known + "\": 0.5}");
        }
        for (String name : profile.propertyNames()) {
            if (!name.equals(known)) {
                throw new InvalidAgent(
                        field(state.form() + "." + name), "has no meaning in this state: it takes " + known + " alone");
            }
        }
        JsonNode value = profile.get(known);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= 1)) {
            throw new InvalidAgent(field(state.form() + "." + known), "must be a number between 0 and 1");
        }
        return value.asDouble();
    }

    /** A field's name, however long somebody made it. */
    private static String field(String within) {
        return FIELD + "." + within.substring(0, Math.min(within.length(), 64));
    }

    static void write(TurnTakingProfiles profiles, ObjectNode json) {
        ObjectNode states = json.putObject(FIELD);
        profiles.knobs()
                .forEach((state, value) ->
                        states.putObject(state.form()).put(state.knob().form(), value));
    }
}
