package io.antiphon.lines.retell;

import io.antiphon.ports.line.Arrival;
import io.antiphon.ports.line.LineDescription;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known of a call before its first words.
 *
 * @param details Retell's {@code call}; missing where it did not come in time
 */
record RetellCallDetails(String callId, Map<String, String> query, JsonNode details) {
    LineDescription description() {
        boolean outbound = details.path("direction").asString("").equals("outbound");
        String person = details.path(outbound ? "to_number" : "from_number").asString(null);
        return new LineDescription("retell", 0, person, callId);
    }

    Arrival arrival() {
        JsonNode metadata = details.path("metadata");
        var variables = new HashMap<String, String>();
        for (var each : details.path("retell_llm_dynamic_variables").properties()) {
            if (each.getValue().isValueNode()) {
                variables.put(each.getKey(), each.getValue().asString(""));
            }
        }
        String language = metadata.path("language").asString("");
        if (!language.isBlank()) {
            variables.put("language", language);
        }
        return new Arrival(agent(metadata), call(metadata.path("antiphon_call_id")), variables);
    }

    private @Nullable String agent(JsonNode metadata) {
        String named = metadata.path("agent").asString("");
        String agent = named.isBlank() ? query.getOrDefault("agent", query.getOrDefault("agent_id", "")) : named;
        return agent.isBlank() ? null : agent;
    }

    /** What is no id is the id of no call. */
    private static @Nullable UUID call(JsonNode id) {
        if (id.isMissingNode() || id.isNull()) {
            return null;
        }
        try {
            return UUID.fromString(id.asString(""));
        } catch (IllegalArgumentException none) {
            return new UUID(0, 0);
        }
    }
}
