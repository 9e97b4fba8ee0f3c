package io.antiphon.server.wiring;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;

/**
 * A synthesiser that speaks with one of its voices, whatever it is asked for.
 *
 * @param name the synthesiser's own name for the voice
 */
record NamedVoice(TextToSpeech synthesiser, String name) implements TextToSpeech {
    @Override
    public ProviderDescription description() {
        return synthesiser.description();
    }

    @Override
    public Voice open(VoiceSettings asked) throws ProviderFailure, InterruptedException {
        return synthesiser.open(new VoiceSettings(asked.language(), name, asked.speed(), asked.rate()));
    }
}
