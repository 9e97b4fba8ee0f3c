package io.antiphon.control.agents;

import io.antiphon.control.webhooks.EventType;
import io.antiphon.control.webhooks.HookEvent;
import io.antiphon.control.webhooks.Outbox;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What webhooks are told of agents: which fields changed, not what they hold. */
record AgentTidings(Outbox outbox) {
    private static final JsonMapper JSON = new JsonMapper();

    /** What calls are led by is another now. */
    void updated(Agent agent, List<String> fields) {
        changed(agent, fields, false);
    }

    /** What is to be published next is another now. */
    void drafted(Agent agent, List<String> fields) {
        changed(agent, fields, true);
    }

    private void changed(Agent agent, List<String> fields, boolean draft) {
        outbox.tell(agent.org(), now -> {
            ObjectNode data = about(agent).put("draft", draft);
            data.set("changed", JSON.valueToTree(fields));
            return HookEvent.of(EventType.AGENT_UPDATED, now, data);
        });
    }

    /** Calls that begin from now on are led by this version. */
    void deployed(Agent agent) {
        outbox.tell(agent.org(), now -> HookEvent.of(EventType.AGENT_DEPLOYED, now, about(agent)));
    }

    private static ObjectNode about(Agent agent) {
        return JSON.createObjectNode()
                .put("agent_id", agent.id().toString())
                .put("name", agent.name())
                .put("version", agent.version());
    }
}
