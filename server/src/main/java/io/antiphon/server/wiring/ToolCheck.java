package io.antiphon.server.wiring;

import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.AgentTool;
import io.antiphon.control.agents.ProfileCheck.Warning;
import io.antiphon.control.functions.CustomFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells which of the tools that an agent names its calls do without. */
record ToolCheck(Toolbox tools) {
    List<Warning> warnings(UUID org, AgentProfile profile) {
        List<Warning> warnings = new ArrayList<>();
        Map<String, CustomFunction> functions = tools.functions(org, profile).stream()
                .collect(Collectors.toMap(CustomFunction::name, Function.identity()));
        for (String name : Toolbox.shared(profile)) {
            String missing = missing(org, name, functions.get(name));
            if (missing != null) {
                warnings.add(new Warning("tools_enabled", missing, false));
            }
        }
        for (AgentTool tool : profile.refinements().tools()) {
            if (!tools.opens(org, tool)) {
                warnings.add(new Warning("tools", locked(tool), false));
            }
        }
        return warnings;
    }

    /** What keeps a function from being offered; null for nothing. */
    private @Nullable String missing(UUID org, String name, @Nullable CustomFunction function) {
        if (function == null) {
            return "there is no built-in tool and no function " + name + ": it is left out; make the function on the"
                    + " console's Functions page, or describe a tool of the agent's own in tools";
        }
        if (!function.settings().active()) {
            return "the function " + name + " is switched off and left out: switch it on again on the console's"
                    + " Functions page";
        }
        AgentTool tool = function.settings().tool().orElse(null);
        if (tool == null) {
            return "the function " + name + " asks no address yet and is left out: give it a webhook_url";
        }
        return tools.opens(org, tool) ? null : locked(tool);
    }

    private static String locked(AgentTool tool) {
        return "the headers of " + tool.name() + " cannot be read with this server's master key, so it is left out: put"
                + " the former master key back, or give the headers their values again";
    }
}
