package io.antiphon.control.agents;

import java.util.List;

/**
 * Who steps in where an agent's own ear, mind or voice cannot be had, in this order. An agent that names any has these
 * and what is embedded behind them, and nobody else; one that names none has all that the server was set up with.
 *
 * @param ears names of recognisers
 * @param llmModels names of models
 * @param voiceIds names of voices
 */
public record Fallbacks(List<String> ears, List<String> llmModels, List<String> voiceIds) {
    /** Whoever the server has. */
    public static final Fallbacks NONE = new Fallbacks(List.of(), List.of(), List.of());

    private static final int MOST = 5;

    public Fallbacks {
        ears = named("fallback_ears", ears);
        llmModels = named("fallback_llm_models", llmModels);
        voiceIds = named("fallback_voice_ids", voiceIds);
    }

    private static List<String> named(String field, List<String> names) {
        if (names.size() > MOST || names.stream().anyMatch(name -> name.isBlank() || name.length() > 200)) {
            throw new InvalidAgent(field, "must hold at most " + MOST + " names of 1 to 200 characters");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new InvalidAgent(field, "must name each once");
        }
        return List.copyOf(names);
    }
}
