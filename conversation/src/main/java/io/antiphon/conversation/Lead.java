package io.antiphon.conversation;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Dialogue;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.SpeechToSpeech;

/** A speech-to-speech model that leads a call, and what it is told at its beginning. */
public record Lead(SpeechToSpeech model, DialogueSettings settings) {
    public Lead {
        if (!model.abilities().canLead()) {
            throw new IllegalArgumentException(model.description().name()
                    + " cannot lead a call: it answers of its own accord, or does not tell what it heard");
        }
    }

    Dialogue open(Ear.Listener listener) throws ProviderFailure, InterruptedException {
        return model.open(settings, listener);
    }
}
