package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.AgentTool;
import io.antiphon.control.agents.HeaderVault;
import io.antiphon.control.functions.CustomFunction;
import io.antiphon.control.functions.CustomFunctions;
import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.providers.tool.HttpToolSettings;
import io.antiphon.providers.tool.HttpTools;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What agents can do besides talk. */
final class Toolbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Toolbox.class);

    static final ToolDescription END_CALL = new ToolDescription(
            "end_call",
            "Ends the call after your words of goodbye have been heard.",
            "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\"}}}");

    private static final Set<String> BUILT_IN = Set.of(END_CALL.name());

    private final HttpTools http;
    private final CustomFunctions functions;
    private final HeaderVault vault;

    /** @param addresses {@code public} for tools on the open internet alone, {@code any} for all */
    Toolbox(String addresses, CustomFunctions functions, HeaderVault vault) {
        this.http = new HttpTools(!addresses.equals("any"));
        this.functions = functions;
        this.vault = vault;
    }

    /** What the model is told that it may ask for: the built-in tools that are enabled, and those that were made. */
    static List<ToolDescription> descriptions(AgentProfile agent, List<Tool> made) {
        List<ToolDescription> tools = new ArrayList<>();
        if (agent.toolsEnabled().contains(END_CALL.name())) {
            tools.add(END_CALL);
        }
        made.forEach(tool -> tools.add(tool.description()));
        return tools;
    }

    /** What the agent can have by asking an address: its own tools, and the organisation's functions that it names. */
    List<AgentTool> wanted(Agent agent) {
        List<AgentTool> wanted = new ArrayList<>(agent.profile().refinements().tools());
        functions(agent.org(), agent.profile())
                .forEach(function -> function.settings().tool().ifPresent(wanted::add));
        return wanted;
    }

    /** The functions that an agent names; where it has a tool of its own of that name, it has no need of one. */
    List<CustomFunction> functions(UUID org, AgentProfile agent) {
        return functions.named(org, shared(agent));
    }

    /** What {@code tools_enabled} names that is neither built in nor the agent's own, each once. */
    static Set<String> shared(AgentProfile agent) {
        Set<String> names = new LinkedHashSet<>(agent.toolsEnabled());
        names.removeAll(BUILT_IN);
        agent.refinements().tools().forEach(tool -> names.remove(tool.name()));
        return names;
    }

    /** Makes them. One whose headers cannot be opened is left out: its server would send it away. */
    List<Tool> make(Agent agent, List<AgentTool> wanted) {
        List<Tool> made = new ArrayList<>();
        for (AgentTool tool : wanted) {
            vault.open(agent.org(), tool.url(), tool.headers())
                    .ifPresentOrElse(
                            headers -> made.add(make(tool, headers)),
                            () -> log.error(
                                    "agent {} does without its tool {}, whose headers cannot be read: MASTER_KEY, or"
                                            + " DATA_DIR/master.key, is not what they were encrypted with. Put the"
                                            + " former one back and start again, or give the headers again",
                                    agent.name(),
                                    tool.name()));
        }
        return made;
    }

    /** Whether the tool's requests can carry its headers. */
    boolean opens(UUID org, AgentTool tool) {
        return vault.open(org, tool.url(), tool.headers()).isPresent();
    }

    private Tool make(AgentTool tool, Map<String, String> headers) {
        return http.make(
                new ToolDescription(tool.name(), tool.description(), tool.parameters()),
                new HttpToolSettings(
                        URI.create(tool.url()), tool.method(), headers, Duration.ofMillis(tool.timeoutMs())));
    }

    @Override
    public void close() {
        http.close();
    }
}
