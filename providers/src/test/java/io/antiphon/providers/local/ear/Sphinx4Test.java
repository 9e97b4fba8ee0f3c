package io.antiphon.providers.local.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.EarSettings.Domain;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.testkit.SpeechToTextContract;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Sphinx4Test extends SpeechToTextContract {
    private static Sphinx4 recogniser;
    private static SyntheticCaller caller;

    @BeforeAll
    static void load() {
        recogniser = new Sphinx4(2);
        caller = new SyntheticCaller();
    }

    @AfterAll
    static void end() {
        recogniser.close();
    }

    @Override
    protected SpeechToText recogniser() {
        return recogniser;
    }

    @Override
    protected List<Frame> spoken(String sentence, int rate) {
        return Frames.of(caller.says(sentence, rate), rate);
    }

    @Test
    void refusesARateItCannotHear() {
        var settings = new EarSettings("en", 24_000, Domain.open());
        assertThatThrownBy(() -> recogniser.open(settings, new Said(new LinkedBlockingQueue<>())))
                .isInstanceOf(ProviderFailure.class)
                .hasMessageContaining("24000");
    }

    @Test
    void hearsGeneralTalkWhereNothingIsKnownOfTheDomain() throws Exception {
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        try (Ear ear = recogniser.open(new EarSettings("en", 16_000, Domain.open()), new Said(said))) {
            spoken("my brother will come to the house tomorrow morning", 16_000)
                    .forEach(frame -> ear.hear(frame, true));
            ear.finish();
            assertThat(said.poll(30, TimeUnit.SECONDS)).contains("tomorrow morning");
        }
    }

    @Test
    void saysWhatItUnderstandsWhileTheCallerStillSpeaks() throws Exception {
        BlockingQueue<String> partials = new LinkedBlockingQueue<>();
        var domain = new Domain("contract", List.of("please call me back tomorrow"), List.of());
        try (Ear ear = recogniser.open(new EarSettings("en", 8000, domain), new Partials(partials))) {
            spoken("please call me back tomorrow", 8000).forEach(frame -> ear.hear(frame, true));
            String partial = "";
            while (!partial.contains("call")) {
                partial = partials.poll(30, TimeUnit.SECONDS);
                assertThat(partial).as("a partial with one of the first words").isNotNull();
            }
        }
    }

    @Test
    void needsAtLeastOneDecoder() {
        assertThatThrownBy(() -> new Sphinx4(0)).hasMessageContaining("1 decoder thread");
    }

    private record Said(BlockingQueue<String> texts) implements Ear.Listener {
        @Override
        public void partial(String text) {}

        @Override
        public void said(String text, double confidence) {
            texts.add(text);
        }

        @Override
        public void failed(ProviderFailure failure) {
            throw new AssertionError(failure);
        }
    }

    private record Partials(BlockingQueue<String> texts) implements Ear.Listener {
        @Override
        public void partial(String text) {
            texts.add(text);
        }

        @Override
        public void said(String text, double confidence) {}

        @Override
        public void failed(ProviderFailure failure) {
            throw new AssertionError(failure);
        }
    }
}
