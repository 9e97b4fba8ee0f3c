package io.antiphon.control.agents;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An agent as the API shows it: its settings, what became of them, and what they name in vain. */
record AgentView(UUID id, ObjectNode json) {
    private static final JsonMapper JSON = new JsonMapper();

    static AgentView of(Agent agent, List<ProfileCheck.Warning> warnings) {
        ObjectNode json = JSON.createObjectNode().put("id", agent.id().toString());
        json.setAll(AgentSettings.shown(agent.profile()));
        ArrayNode told = json.putArray("warnings");
        warnings.forEach(
                warning -> told.addObject().put("field", warning.field()).put("message", warning.message()));
        json.put("version", agent.version())
                .put("has_draft", agent.draft() != null)
                .put("created_at", agent.createdAt().toString())
                .put("updated_at", agent.updatedAt().toString());
        return new AgentView(agent.id(), json);
    }

    @Override
    @JsonValue
    public ObjectNode json() {
        return json;
    }

    /** @param next what to give as {@code after} for what follows; null at the end */
    record Page(List<AgentView> agents, @Nullable String next) {}
}
