package io.antiphon.conversation;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The voices of one call, opened when first needed; turns a sentence into frames at the line's rate. Used by one thread
 * at a time.
 */
final class Speaker {
    private final List<TextToSpeech> providers;
    private final VoiceSettings settings;
    private final @Nullable Voice[] opened;

    Speaker(List<TextToSpeech> providers, VoiceSettings settings) {
        this.providers = providers;
        this.settings = settings;
        this.opened = new Voice[providers.size()];
    }

    /** Opens the first voice, so that the first sentence need not wait for it. */
    void open() throws ProviderFailure, InterruptedException {
        voice(0);
    }

    private Voice voice(int rank) throws ProviderFailure, InterruptedException {
        Voice voice = opened[rank];
        if (voice == null) {
            voice = providers.get(rank).open(settings);
            opened[rank] = voice;
        }
        return voice;
    }

    /** Speaks; blocks until the sentence is complete. */
    void speak(int turnNumber, int utterance, String text, int rank, Consumer<CallEvent> events)
            throws ProviderFailure, InterruptedException {
        Cutter cutter = new Cutter(turnNumber, utterance, settings.rate(), events);
        voice(rank).speak(text, cutter);
        cutter.end();
        events.accept(new CallEvent.VoiceFinished(turnNumber, utterance));
    }

    void close() {
        for (Voice voice : opened) {
            if (voice != null) {
                voice.close();
            }
        }
    }
}
