package io.antiphon.providers.resilience;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.speech.Dialogue;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToSpeech;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Puts a {@link CircuitBreaker} before each provider and tells how all of them are. What follows a failure, another
 * provider or an apology, is decided by the conversation.
 */
public final class ResilientProviders {
    private final CircuitBreaker.Limits limits;
    private final InstantSource clock;
    private final Consumer<ProviderFailure> failures;
    private final List<CircuitBreaker> breakers = new CopyOnWriteArrayList<>();

    public ResilientProviders(CircuitBreaker.Limits limits, InstantSource clock) {
        this(limits, clock, failure -> {});
    }

    /** @param failures is told each failure of a provider that was asked, on the thread that asked; returns at once */
    public ResilientProviders(CircuitBreaker.Limits limits, InstantSource clock, Consumer<ProviderFailure> failures) {
        this.limits = limits;
        this.clock = clock;
        this.failures = failures;
    }

    /** How each guarded provider is, in the order they were guarded. */
    public List<Health> health() {
        return breakers.stream().map(CircuitBreaker::health).toList();
    }

    private Guard guard(ProviderDescription description) {
        var breaker = new CircuitBreaker(description.name(), limits, clock);
        breakers.add(breaker);
        return new Guard(breaker, failures);
    }

    /** A model that is left alone when it fails too often. */
    public LanguageModel guard(LanguageModel model) {
        return new GuardedModel(model, guard(model.description()));
    }

    /** A recogniser that is left alone when it fails too often, at opening or later. */
    public SpeechToText guard(SpeechToText recogniser) {
        return new GuardedRecogniser(recogniser, guard(recogniser.description()));
    }

    /** A synthesiser that is left alone when it fails too often, at opening or later. */
    public TextToSpeech guard(TextToSpeech synthesiser) {
        return new GuardedSynthesiser(synthesiser, guard(synthesiser.description()));
    }

    /** A speech-to-speech model that is left alone when it fails too often, at opening or later. */
    public SpeechToSpeech guard(SpeechToSpeech model) {
        return new GuardedLead(model, guard(model.description()));
    }

    /** Something a provider is asked to do. */
    @FunctionalInterface
    private interface Request<T> {
        T make() throws ProviderFailure, InterruptedException;
    }

    /** A provider's breaker, and who else is told of its failures. */
    private record Guard(CircuitBreaker breaker, Consumer<ProviderFailure> failures) {
        <T> T ask(Request<T> request) throws ProviderFailure, InterruptedException {
            CircuitBreaker.Permit permit = breaker.admit();
            try {
                T done = request.make();
                permit.succeeded();
                return done;
            } catch (ProviderFailure failure) {
                permit.failed(failure);
                failures.accept(failure);
                throw failure;
            } finally {
                // An interrupt or a bug says nothing about the provider.
                permit.abandoned();
            }
        }

        void noteFailure(ProviderFailure failure) {
            breaker.noteFailure(failure);
            failures.accept(failure);
        }
    }

    private record GuardedModel(LanguageModel model, Guard guard) implements LanguageModel {
        @Override
        public ProviderDescription description() {
            return model.description();
        }

        @Override
        public void answer(Prompt prompt, Consumer<ModelPiece> sink) throws ProviderFailure, InterruptedException {
            Object done = guard.ask(() -> {
                model.answer(prompt, sink);
                return "answered";
            });
            assert done != null;
        }
    }

    private record GuardedRecogniser(SpeechToText recogniser, Guard guard) implements SpeechToText {
        @Override
        public ProviderDescription description() {
            return recogniser.description();
        }

        @Override
        public Ear open(EarSettings settings, Ear.Listener listener) throws ProviderFailure, InterruptedException {
            return guard.ask(() -> recogniser.open(settings, new NotingListener(listener, guard)));
        }
    }

    private record GuardedLead(SpeechToSpeech model, Guard guard) implements SpeechToSpeech {
        @Override
        public ProviderDescription description() {
            return model.description();
        }

        @Override
        public Abilities abilities() {
            return model.abilities();
        }

        @Override
        public Dialogue open(DialogueSettings settings, Ear.Listener listener)
                throws ProviderFailure, InterruptedException {
            return guard.ask(() -> model.open(settings, new NotingListener(listener, guard)));
        }
    }

    /** An ear that goes deaf in a call counts against its provider too. */
    private record NotingListener(Ear.Listener listener, Guard guard) implements Ear.Listener {
        @Override
        public void partial(String text) {
            listener.partial(text);
        }

        @Override
        public void said(String text, double confidence) {
            listener.said(text, confidence);
        }

        @Override
        public void turn(Ear.TurnSignal signal) {
            listener.turn(signal);
        }

        @Override
        public void failed(ProviderFailure failure) {
            guard.noteFailure(failure);
            listener.failed(failure);
        }
    }

    private record GuardedSynthesiser(TextToSpeech synthesiser, Guard guard) implements TextToSpeech {
        @Override
        public ProviderDescription description() {
            return synthesiser.description();
        }

        @Override
        public Voice open(VoiceSettings settings) throws ProviderFailure, InterruptedException {
            return new GuardedVoice(guard.ask(() -> synthesiser.open(settings)), guard);
        }
    }

    private record GuardedVoice(Voice voice, Guard guard) implements Voice {
        @Override
        public void speak(String text, Sink sink) throws ProviderFailure, InterruptedException {
            Object done = guard.ask(() -> {
                voice.speak(text, sink);
                return "spoken";
            });
            assert done != null;
        }

        @Override
        public void close() {
            voice.close();
        }
    }
}
