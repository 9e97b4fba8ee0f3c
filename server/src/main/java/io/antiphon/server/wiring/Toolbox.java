package io.antiphon.server.wiring;

import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.AgentTool;
import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.providers.tool.HttpToolSettings;
import io.antiphon.providers.tool.HttpTools;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What agents can do besides talk. */
final class Toolbox implements AutoCloseable {
    static final ToolDescription END_CALL = new ToolDescription(
            "end_call",
            "Ends the call after your words of goodbye have been heard.",
            "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\"}}}");

    private final HttpTools http;

    /** @param addresses {@code public} for tools on the open internet alone, {@code any} for all */
    Toolbox(String addresses) {
        this.http = new HttpTools(!addresses.equals("any"));
    }

    /** What the model is told that it may ask for: the built-in tools that are enabled, and the agent's own. */
    static List<ToolDescription> descriptions(AgentProfile agent) {
        List<ToolDescription> tools = new ArrayList<>();
        if (agent.toolsEnabled().contains(END_CALL.name())) {
            tools.add(END_CALL);
        }
        agent.refinements().tools().forEach(tool -> tools.add(description(tool)));
        return tools;
    }

    Tool make(AgentTool tool) {
        return http.make(
                description(tool),
                new HttpToolSettings(
                        URI.create(tool.url()), tool.method(), tool.headers(), Duration.ofMillis(tool.timeoutMs())));
    }

    private static ToolDescription description(AgentTool tool) {
        return new ToolDescription(tool.name(), tool.description(), tool.parameters());
    }

    @Override
    public void close() {
        http.close();
    }
}
