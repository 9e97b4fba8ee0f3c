package io.antiphon.server.wiring;

import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.ports.speech.TextToSpeech;
import java.util.List;

/**
 * What one agent hears, thinks and speaks with.
 *
 * @param minds asked one after the other
 * @param voices tried one after the other
 */
record Casting(SpeechToText ear, List<LanguageModel> minds, List<TextToSpeech> voices) {
    Casting {
        minds = List.copyOf(minds);
        voices = List.copyOf(voices);
    }
}
