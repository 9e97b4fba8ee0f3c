package io.antiphon.ports.speech;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;

/** A speech synthesiser that can serve many calls at once. */
public interface TextToSpeech {
    ProviderDescription description();

    /**
     * Opens a voice for one call. May block while a model loads or a connection is made.
     *
     * @throws ProviderFailure when this synthesiser cannot serve the settings
     */
    Voice open(VoiceSettings settings) throws ProviderFailure, InterruptedException;
}
