package io.antiphon.conversation;

import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.Tool;
import java.util.List;

/**
 * What a call in words alone is plugged into, besides its line.
 *
 * @param minds asked one after the other
 */
public record MindPlugs(List<LanguageModel> minds, Knowledge knowledge, List<Tool> tools) {
    public MindPlugs {
        minds = List.copyOf(minds);
        tools = List.copyOf(tools);
        if (minds.isEmpty()) {
            throw new IllegalArgumentException("a call needs at least one mind");
        }
    }
}
