package io.antiphon.control.prompts;

import java.time.Instant;
import java.util.UUID;

/**
 * A prompt that agents can begin from.
 *
 * @param revision counts every change
 */
public record SystemPrompt(UUID id, PromptSettings settings, int revision, Instant createdAt, Instant updatedAt) {
    /** Names this state of it. */
    String tag() {
        return "\"" + revision + "\"";
    }
}
