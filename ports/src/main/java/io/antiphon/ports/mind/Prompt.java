package io.antiphon.ports.mind;

import io.antiphon.ports.knowledge.Findings;
import java.util.List;

/**
 * Everything a model is given for one answer.
 *
 * @param instructions the agent's system prompt, variables filled in
 * @param messages the talk so far, oldest first; the last one is what is to be answered
 * @param tools what the model may ask for
 * @param findings what the agent's knowledge holds on the question; {@link Findings#none()} for an agent without
 * @param language BCP 47 tag of the language to answer in
 * @param agent the agent's name, for an answerer that introduces itself
 */
public record Prompt(
        String instructions,
        List<Message> messages,
        List<ToolDescription> tools,
        Findings findings,
        String language,
        String agent) {
    public Prompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
