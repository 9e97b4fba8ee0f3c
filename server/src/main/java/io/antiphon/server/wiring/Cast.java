package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.providers.local.ear.Sphinx4;
import java.util.List;

/**
 * What all agents hear, think and speak with.
 *
 * @param minds asked one after the other
 * @param voices tried one after the other
 */
record Cast(Sphinx4 ear, SileroVad detector, List<LanguageModel> minds, List<TextToSpeech> voices, Embedder embedder) {
    Cast {
        minds = List.copyOf(minds);
        voices = List.copyOf(voices);
    }
}
