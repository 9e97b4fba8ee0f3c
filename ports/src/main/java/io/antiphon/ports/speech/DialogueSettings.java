package io.antiphon.ports.speech;

import io.antiphon.ports.mind.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * What a speech-to-speech model is told at the beginning of a call.
 *
 * @param opening instructions, language, name and tools; its messages and findings are empty
 * @param voice the provider's name for a voice; null for its default
 * @param rate samples a second the line runs at: 8000 or 16000
 */
public record DialogueSettings(Prompt opening, @Nullable String voice, int rate) {}
