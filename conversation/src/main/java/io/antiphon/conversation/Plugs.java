package io.antiphon.conversation;

import io.antiphon.conversation.hearing.SpeechDetector;
import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call is plugged into, besides its line.
 *
 * @param lead the speech-to-speech model that hears, thinks and speaks first; null where ear, minds and voices do
 * @param minds asked one after the other
 * @param voices tried one after the other
 */
public record Plugs(
        @Nullable Lead lead,
        SpeechToText ear,
        EarSettings earSettings,
        List<LanguageModel> minds,
        List<TextToSpeech> voices,
        VoiceSettings voiceSettings,
        Knowledge knowledge,
        List<Tool> tools,
        SpeechDetector detector) {
    /** For a call that no speech-to-speech model leads. */
    public Plugs(
            SpeechToText ear,
            EarSettings earSettings,
            List<LanguageModel> minds,
            List<TextToSpeech> voices,
            VoiceSettings voiceSettings,
            Knowledge knowledge,
            List<Tool> tools,
            SpeechDetector detector) {
        this(null, ear, earSettings, minds, voices, voiceSettings, knowledge, tools, detector);
    }

    public Plugs {
        minds = List.copyOf(minds);
        voices = List.copyOf(voices);
        tools = List.copyOf(tools);
        if (minds.isEmpty() || voices.isEmpty()) {
            throw new IllegalArgumentException("a call needs at least one mind and one voice");
        }
    }
}
