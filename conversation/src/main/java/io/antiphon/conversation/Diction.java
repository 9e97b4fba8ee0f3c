package io.antiphon.conversation;

import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.List;

/**
 * With what something is said in one language.
 *
 * @param voices tried one after the other
 */
public record Diction(List<TextToSpeech> voices, VoiceSettings settings) {
    public Diction {
        voices = List.copyOf(voices);
        if (voices.isEmpty()) {
            throw new IllegalArgumentException("at least one voice is needed to say something");
        }
    }
}
