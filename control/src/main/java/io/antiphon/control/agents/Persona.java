package io.antiphon.control.agents;

import java.util.List;

/**
 * What an agent is told to be.
 *
 * @param systemPrompt instructions for the model
 * @param greeting what it says first; empty where it waits for the caller
 * @param likelyQuestions what callers are likely to ask, for recognisers that adapt to it
 */
public record Persona(String systemPrompt, String greeting, List<String> likelyQuestions) {
    private static final int LONGEST_PROMPT = 100_000;
    private static final int LONGEST_GREETING = 2_000;

    public Persona {
        likelyQuestions = List.copyOf(likelyQuestions);
        if (systemPrompt.isBlank() || systemPrompt.length() > LONGEST_PROMPT) {
            throw new InvalidAgent("system_prompt", "must hold 1 to " + LONGEST_PROMPT + " characters");
        }
        if (greeting.length() > LONGEST_GREETING) {
            throw new InvalidAgent("greeting", "may hold at most " + LONGEST_GREETING + " characters");
        }
    }
}
