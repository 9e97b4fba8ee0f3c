package io.antiphon.testkit.retell;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The agents of an account at the {@link RetellSimulator}, and what Retell takes as their settings. */
final class SimulatedAgents {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> LANGUAGES =
            Set.of("en-US", "en-IN", "en-GB", "hi-IN", "mr-IN", "ta-IN", "de-DE", "fr-FR", "es-ES", "multi");
    private static final Set<String> EVENTS = Set.of(
            "call_started",
            "call_ended",
            "call_analyzed",
            "transcript_updated",
            "transfer_started",
            "transfer_bridged",
            "transfer_cancelled",
            "transfer_ended");

    /** Numbers, and from where to where they may go. */
    private static final Map<String, double[]> RANGES = Map.of(
            "responsiveness", new double[] {0, 1},
            "interruption_sensitivity", new double[] {0, 1},
            "backchannel_frequency", new double[] {0, 1},
            "voice_temperature", new double[] {0, 2},
            "voice_speed", new double[] {0.5, 2},
            "end_call_after_silence_ms", new double[] {10_000, Double.MAX_VALUE},
            "max_call_duration_ms", new double[] {60_000, 7_200_000},
            "ring_duration_ms", new double[] {5_000, 300_000},
            "reminder_trigger_ms", new double[] {1, Double.MAX_VALUE},
            "reminder_max_count", new double[] {0, Double.MAX_VALUE});

    private final Map<String, ObjectNode> agents = new LinkedHashMap<>();

    /** What is wrong with settings; null for nothing. */
    static @Nullable String wrong(JsonNode settings, boolean all) {
        if (all && (settings.path("voice_id").asString("").isEmpty() || !settings.has("response_engine"))) {
            return "response_engine and voice_id are required";
        }
        for (Map.Entry<String, double[]> range : RANGES.entrySet()) {
            JsonNode value = settings.path(range.getKey());
            if (!value.isMissingNode()
                    && (!value.isNumber()
                            || value.asDouble() < range.getValue()[0]
                            || value.asDouble() > range.getValue()[1])) {
                return range.getKey() + " is out of range";
            }
        }
        JsonNode engine = settings.path("response_engine");
        if (engine.path("type").asString("").equals("custom-llm")
                && !engine.path("llm_websocket_url").asString("").startsWith("ws")) {
            return "llm_websocket_url must be a WebSocket's address";
        }
        if (settings.has("language")
                && !LANGUAGES.contains(settings.path("language").asString(""))) {
            return "language is not one of those that are known";
        }
        for (JsonNode event : settings.path("webhook_events")) {
            if (!EVENTS.contains(event.asString(""))) {
                return "webhook_events holds one that is not known";
            }
        }
        return null;
    }

    synchronized ObjectNode make(JsonNode settings) {
        String id = "agent_" + UUID.randomUUID().toString().replace("-", "").substring(0, 26);
        ObjectNode agent =
                JSON.createObjectNode().put("agent_id", id).put("version", 0).put("is_published", false);
        settings.forEachEntry(agent::set);
        agent.put("last_modification_timestamp", Instant.now().toEpochMilli());
        agents.put(id, agent);
        return agent;
    }

    synchronized @Nullable ObjectNode change(String id, JsonNode settings) {
        ObjectNode agent = agents.get(id);
        if (agent != null) {
            settings.forEachEntry(agent::set);
        }
        return agent;
    }

    synchronized @Nullable ObjectNode find(String id) {
        return agents.get(id);
    }

    synchronized int count() {
        return agents.size();
    }

    /** A page of the list, the newest first; {@code after} is the id that the page before ended with. */
    synchronized ObjectNode page(int limit, String after) {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("items");
        boolean reached = after.isEmpty();
        boolean more = false;
        for (ObjectNode agent : agents.values().stream().toList().reversed()) {
            String id = agent.path("agent_id").asString();
            if (reached && items.size() == limit) {
                more = true;
                page.put("pagination_key", items.get(limit - 1).path("agent_id").asString());
                break;
            }
            if (reached) {
                ObjectNode item = items.addObject()
                        .put("agent_id", id)
                        .put("agent_name", agent.path("agent_name").asString(""))
                        .put("channel", "voice");
                item.putObject("tags");
                item.put(
                        "user_modified_timestamp",
                        agent.path("last_modification_timestamp").asLong());
            }
            reached |= id.equals(after);
        }
        return page.put("has_more", more);
    }
}
