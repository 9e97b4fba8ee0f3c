package io.antiphon.control.agents;

import io.antiphon.control.prompts.Template;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an agent is told to be.
 *
 * @param systemPrompt instructions for the model
 * @param greeting what it says first; empty where it waits for the caller
 * @param variables what {@code {{name}}} in prompt and greeting stands for
 * @param likelyQuestions what callers are likely to ask, for recognisers that adapt to it
 */
public record Persona(
        String systemPrompt, String greeting, List<String> likelyQuestions, Map<String, String> variables) {
    private static final int MOST_LIKELY_QUESTIONS = 2_000;
    private static final int LONGEST_PROMPT = 100_000;
    private static final int LONGEST_GREETING = 2_000;

    public Persona {
        likelyQuestions = List.copyOf(likelyQuestions);
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        if (likelyQuestions.size() > MOST_LIKELY_QUESTIONS) {
            throw new InvalidAgent("likely_questions", "may hold at most " + MOST_LIKELY_QUESTIONS + " questions");
        }
        Template.checkVariables(variables, remedy -> new InvalidAgent("variables", remedy));
        if (systemPrompt.isBlank() || systemPrompt.length() > LONGEST_PROMPT) {
            throw new InvalidAgent("system_prompt", "must hold 1 to " + LONGEST_PROMPT + " characters");
        }
        if (greeting.length() > LONGEST_GREETING) {
            throw new InvalidAgent("greeting", "may hold at most " + LONGEST_GREETING + " characters");
        }
        Template.check(systemPrompt, variables, remedy -> new InvalidAgent("system_prompt", remedy));
        Template.check(greeting, variables, remedy -> new InvalidAgent("greeting", remedy));
    }

    /** One without variables. */
    public Persona(String systemPrompt, String greeting, List<String> likelyQuestions) {
        this(systemPrompt, greeting, likelyQuestions, Map.of());
    }

    /** The prompt with its variables filled in: with what a call brings, else with the agent's own. */
    public String filledPrompt(Map<String, String> brought) {
        return filled(systemPrompt, brought);
    }

    /** The greeting with its variables filled in: with what a call brings, else with the agent's own. */
    public String filledGreeting(Map<String, String> brought) {
        return filled(greeting, brought);
    }

    private String filled(String text, Map<String, String> brought) {
        return Template.filled(text, name -> brought.getOrDefault(name, variables.getOrDefault(name, "")));
    }
}
