package io.antiphon.conversation;

import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.List;

/**
 * What a call is plugged into, besides its line.
 *
 * @param minds asked one after the other
 * @param voices tried one after the other
 */
public record Plugs(
        SpeechToText ear,
        EarSettings earSettings,
        List<LanguageModel> minds,
        List<TextToSpeech> voices,
        VoiceSettings voiceSettings,
        Knowledge knowledge,
        List<Tool> tools,
        SpeechDetector detector) {
    public Plugs {
        minds = List.copyOf(minds);
        voices = List.copyOf(voices);
        tools = List.copyOf(tools);
        if (minds.isEmpty() || voices.isEmpty()) {
            throw new IllegalArgumentException("a call needs at least one mind and one voice");
        }
    }
}
