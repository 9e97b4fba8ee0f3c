package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.audio.Framer;
import io.antiphon.audio.Resampler;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.ArrayList;
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
        Cutter cutter = new Cutter(turnNumber, utterance, events);
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

    /** Cuts a voice's samples into frames at the line's rate. */
    private final class Cutter implements Voice.Sink {
        private final int turnNumber;
        private final int utterance;
        private final Consumer<CallEvent> events;
        private final Framer framer = new Framer(settings.rate());
        private @Nullable Resampler resampler;

        Cutter(int turnNumber, int utterance, Consumer<CallEvent> events) {
            this.turnNumber = turnNumber;
            this.utterance = utterance;
            this.events = events;
        }

        @Override
        public void audio(short[] samples, int rate) {
            if (resampler == null || resampler.from() != rate) {
                resampler = Resampler.between(rate, settings.rate());
            }
            short[] out = new short[resampler.maxOutput(samples.length)];
            int length = resampler.resample(samples, 0, samples.length, out, 0);
            send(out, length);
        }

        private void send(short[] samples, int length) {
            List<Frame> frames = new ArrayList<>();
            framer.push(samples, 0, length, frames::add);
            if (!frames.isEmpty()) {
                events.accept(new CallEvent.VoiceSounded(turnNumber, utterance, frames));
            }
        }

        @Override
        public void word(int from, int to, int startMillis, int endMillis) {
            events.accept(new CallEvent.VoiceAligned(turnNumber, utterance, new CallEvent.Word(from, to, endMillis)));
        }

        void end() {
            if (resampler != null) {
                short[] rest = new short[resampler.maxFlush()];
                send(rest, resampler.flush(rest, 0));
            }
            framer.flush(frame -> events.accept(new CallEvent.VoiceSounded(turnNumber, utterance, List.of(frame))));
        }
    }
}
