package io.antiphon.conversation;

import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The voices of one call, opened when first needed; turns each sentence into frames at the line's rate, on a worker's
 * thread. Belongs to the call's thread.
 */
final class Speaker {
    private final List<TextToSpeech> providers;
    private final VoiceSettings settings;
    private final Workers workers;
    private final Consumer<CallEvent> events;
    private final @Nullable Voice[] opened;

    /** Who spoke last with the voice of each rank. */
    private final Map<Integer, Thread> speaking = new HashMap<>();

    Speaker(List<TextToSpeech> providers, VoiceSettings settings, Workers workers, Consumer<CallEvent> events) {
        this.providers = providers;
        this.settings = settings;
        this.workers = workers;
        this.events = events;
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

    /** Has the voice of this rank say a sentence; returns at once. */
    void speak(int turn, int utterance, String text, int rank) {
        Thread before = speaking.get(rank);
        Thread speech = workers.start(turn, Part.VOICE, utterance, () -> {
            awaitSilence(before);
            Cutter cutter = new Cutter(turn, utterance, settings.rate(), events);
            voice(rank).speak(text, cutter);
            cutter.end();
            events.accept(new CallEvent.VoiceFinished(turn, utterance));
        });
        speaking.put(rank, speech);
    }

    /** A voice serves one thread at a time, and a cancelled sentence may still be falling silent. */
    private static void awaitSilence(@Nullable Thread before) throws InterruptedException {
        boolean interrupted = false;
        while (before != null && before.isAlive()) {
            try {
                before.join();
            } catch (InterruptedException cancelled) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    void close() {
        for (Voice voice : opened) {
            if (voice != null) {
                voice.close();
            }
        }
    }
}
