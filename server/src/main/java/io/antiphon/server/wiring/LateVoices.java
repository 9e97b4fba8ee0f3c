package io.antiphon.server.wiring;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A synthesiser that no call waits for: its voice is opened on a thread of its own, and a sentence fails, so that another
 * voice speaks it, where that did not work. Each failed sentence lets it be tried once more.
 */
record LateVoices(TextToSpeech synthesiser) implements TextToSpeech {
    @Override
    public ProviderDescription description() {
        return synthesiser.description();
    }

    @Override
    public Voice open(VoiceSettings settings) {
        return new LateVoice(synthesiser, settings);
    }

    private static final class LateVoice implements Voice {
        private static final Voice CLOSED = new Voice() {
            @Override
            public void speak(String text, Sink sink) {}

            @Override
            public void close() {}
        };

        private final TextToSpeech synthesiser;
        private final VoiceSettings settings;
        private final AtomicReference<@Nullable Voice> opened = new AtomicReference<>();
        private volatile FutureTask<Voice> opening;

        LateVoice(TextToSpeech synthesiser, VoiceSettings settings) {
            this.synthesiser = synthesiser;
            this.settings = settings;
            this.opening = begin();
        }

        private FutureTask<Voice> begin() {
            var task = new FutureTask<>(this::opened);
            Thread.ofVirtual().name("voice-opening").start(task);
            return task;
        }

        private Voice opened() throws ProviderFailure, InterruptedException {
            Voice voice = synthesiser.open(settings);
            if (!opened.compareAndSet(null, voice)) {
                voice.close();
            }
            return voice;
        }

        @Override
        public void speak(String text, Sink sink) throws ProviderFailure, InterruptedException {
            voice().speak(text, sink);
        }

        private Voice voice() throws ProviderFailure, InterruptedException {
            try {
                return opening.get();
            } catch (CancellationException closed) {
                throw new InterruptedException("the call is over");
            } catch (ExecutionException failed) {
                opening = begin();
                if (failed.getCause() instanceof ProviderFailure failure) {
                    throw failure;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }

        @Override
        public void close() {
            Voice voice = opened.getAndSet(CLOSED);
            opening.cancel(true);
            if (voice != null) {
                voice.close();
            }
        }
    }
}
