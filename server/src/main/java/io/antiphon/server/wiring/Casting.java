package io.antiphon.server.wiring;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.speech.SpeechToSpeech;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.ports.speech.TextToSpeech;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one agent hears, thinks and speaks with.
 *
 * @param lead what hears and speaks by itself before they do; null for most agents
 * @param minds asked one after the other
 * @param voices tried one after the other
 */
record Casting(@Nullable SpeechToSpeech lead, SpeechToText ear, List<LanguageModel> minds, List<TextToSpeech> voices) {
    Casting {
        minds = List.copyOf(minds);
        voices = List.copyOf(voices);
    }

    /** The names of those that may be asked for an answer, first choice first. */
    List<String> thinkers() {
        Stream<ProviderDescription> first = lead == null ? Stream.empty() : Stream.of(lead.description());
        return Stream.concat(first, minds.stream().map(LanguageModel::description))
                .map(ProviderDescription::name)
                .toList();
    }
}
