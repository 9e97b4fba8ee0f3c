package io.antiphon.server.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fetches the settings of an agent from a running server. */
record AgentLookup(ServerAccess access) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param agent name or id; null for the one that answers where none is named: the oldest active one */
    JsonNode of(@Nullable String agent) {
        if (agent != null) {
            return get("/" + URLEncoder.encode(agent, StandardCharsets.UTF_8), "knows no agent " + agent);
        }
        return get("?limit=100", "has no agents")
                .path("agents")
                .valueStream()
                .filter(each -> each.path("is_active").asBoolean(false))
                .min(Comparator.comparing(each -> each.path("created_at").asString("")))
                .orElseThrow(() -> new CommandFailure(
                        AntiphonCommand.FAILED,
                        access.server() + " has no active agent: make one, or name one with --agent"));
    }

    private JsonNode get(String path, String missing) {
        return JSON.readTree(access.get("/api/v1/agents" + path, missing, "its agents"));
    }
}
