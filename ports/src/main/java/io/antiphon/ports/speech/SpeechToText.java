package io.antiphon.ports.speech;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;

/** A recogniser that can listen to many calls at once. */
public interface SpeechToText {
    ProviderDescription description();

    /**
     * Opens an ear for one call. May block while a model loads or a connection is made.
     *
     * @throws ProviderFailure when this recogniser cannot serve the settings
     */
    Ear open(EarSettings settings, Ear.Listener listener) throws ProviderFailure, InterruptedException;
}
