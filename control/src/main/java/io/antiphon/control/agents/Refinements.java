package io.antiphon.control.agents;

import io.antiphon.conversation.settings.TurnTakingProfiles;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an agent does well without until somebody wants it otherwise.
 *
 * @param habits what it does besides taking turns
 * @param fallbacks who steps in
 * @param speech how it speaks
 * @param tools what it can do by asking an address
 * @param profiles where it takes its turns otherwise than by its own knobs
 * @param ivrMenuId the menu that its callers walk before it has them; null for none
 */
public record Refinements(
        Habits habits,
        Fallbacks fallbacks,
        Speech speech,
        List<AgentTool> tools,
        TurnTakingProfiles profiles,
        @Nullable UUID ivrMenuId) {
    /** Nothing was wanted otherwise. */
    public static final Refinements NONE =
            new Refinements(Habits.USUAL, Fallbacks.NONE, Speech.PLAIN, List.of(), TurnTakingProfiles.NONE);

    private static final int MOST_TOOLS = 20;

    /** For an agent before which there is no menu. */
    public Refinements(
            Habits habits, Fallbacks fallbacks, Speech speech, List<AgentTool> tools, TurnTakingProfiles profiles) {
        this(habits, fallbacks, speech, tools, profiles, null);
    }

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

    /** Whether no header of a tool could be read from the database. */
    boolean areSealed() {
        return tools.stream().allMatch(tool -> tool.headers().areSealed());
    }

    /**
     * The same with every header sealed for an organisation.
     *
     * @param before the tools there were
     */
    Refinements sealed(HeaderVault vault, UUID org, List<AgentTool> before) {
        if (areSealed()) {
            return this;
        }
        List<AgentTool> sealed = tools.stream()
                .map(tool -> tool.with(vault.seal(
                        org,
                        tool.url(),
                        tool.headers(),
                        before.stream()
                                .filter(tool::isLike)
                                .findFirst()
                                .map(AgentTool::headers)
                                .orElse(ToolHeaders.NONE))))
                .toList();
        return new Refinements(habits, fallbacks, speech, sealed, profiles, ivrMenuId);
    }
}
