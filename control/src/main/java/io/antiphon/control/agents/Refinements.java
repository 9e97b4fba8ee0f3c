package io.antiphon.control.agents;

import java.util.HashSet;
import java.util.List;

/**
 * What an agent does well without until somebody wants it otherwise.
 *
 * @param habits what it does besides taking turns
 * @param fallbacks who steps in
 * @param speech how it speaks
 * @param tools what it can do by asking an address
 */
public record Refinements(Habits habits, Fallbacks fallbacks, Speech speech, List<AgentTool> tools) {
    /** Nothing was wanted otherwise. */
    public static final Refinements NONE = new Refinements(Habits.USUAL, Fallbacks.NONE, Speech.PLAIN, List.of());

    private static final int MOST_TOOLS = 20;

    public Refinements {
        tools = List.copyOf(tools);
        if (tools.size() > MOST_TOOLS) {
            throw new InvalidAgent("tools", "may hold at most " + MOST_TOOLS);
        }
        var names = new HashSet<String>();
        for (AgentTool tool : tools) {
            if (!names.add(tool.name())) {
                throw AgentTool.wrong(tool.name(), "name", "stands there twice: choose another one");
            }
        }
    }
}
