package io.antiphon.control.agents;

import org.jspecify.annotations.Nullable;

/**
 * Which providers an agent hears, thinks and speaks with; null for the server's default.
 *
 * @param ear name of a recogniser
 * @param llmModel name of a model
 * @param voiceId name of a voice
 */
public record Choices(
        @Nullable String ear,
        @Nullable String llmModel,
        @Nullable String voiceId) {
    /** Whatever the server was set up with. */
    public static final Choices DEFAULT = new Choices(null, null, null);

    public Choices {
        named("ear", ear);
        named("llm_model", llmModel);
        named("voice_id", voiceId);
    }

    private static void named(String field, @Nullable String name) {
        if (name != null && (name.isBlank() || name.length() > 200)) {
            throw new InvalidAgent(field, "must hold 1 to 200 characters, or be null for the server's own");
        }
    }
}
