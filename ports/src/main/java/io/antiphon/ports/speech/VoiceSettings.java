package io.antiphon.ports.speech;

import org.jspecify.annotations.Nullable;

/**
 * How an agent should sound.
 *
 * @param language BCP 47 tag
 * @param name the provider's name for a voice; null for its default in that language
 * @param speed 0.5 to 2, where 1 is the voice's natural pace
 * @param rate samples a second the line runs at; a synthesiser that has a choice gives this rate
 */
public record VoiceSettings(String language, @Nullable String name, double speed, int rate) {
    public VoiceSettings {
        if (!(speed >= 0.5 && speed <= 2)) {
            throw new IllegalArgumentException("voice speed must lie between 0.5 and 2, not " + speed);
        }
    }
}
