package io.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every {@link TextToSpeech} must do. */
public abstract class TextToSpeechContract {
    /** How soon a voice must be silent after an interrupt. */
    public static final Duration SILENCE = Duration.ofMillis(100);

    /** The synthesiser under test, ready to be used. */
    protected abstract TextToSpeech synthesiser() throws Exception;

    /** A language it speaks. */
    protected String language() {
        return "en";
    }

    /** Two short sentences in {@link #language}, some three seconds when spoken. */
    protected String sentences() {
        return "Good morning, how are you today? The nurse will call you back this afternoon.";
    }

    /** A language it does not speak; null for one that speaks any. */
    protected @org.jspecify.annotations.Nullable String foreignLanguage() {
        return "xx";
    }

    private VoiceSettings settings(double speed) {
        return new VoiceSettings(language(), null, speed, 16_000);
    }

    private HeardSound spoken(String text, double speed) throws Exception {
        var sound = new HeardSound();
        try (Voice voice = synthesiser().open(settings(speed))) {
            voice.speak(text, sound);
        }
        return sound;
    }

    @Test
    void describesItself() throws Exception {
        assertThat(synthesiser().description().speaks(language())).isTrue();
        assertThat(synthesiser().description().limits()).isNotBlank();
    }

    @Test
    void speaksAudiblyAndForAsLongAsTheTextTakes() throws Exception {
        HeardSound sound = spoken(sentences(), 1);
        assertThat(sound.rate()).isBetween(8_000, 48_000);
        assertThat(sound.millis()).isBetween(1_500, 15_000);
        assertThat(sound.loudest()).isGreaterThan(500);
    }

    @Test
    void startsWithoutALongSilence() throws Exception {
        HeardSound sound = spoken(sentences(), 1);
        short[] samples = sound.samples();
        int first = 0;
        while (first < samples.length && Math.abs(samples[first]) < 200) {
            first++;
        }
        assertThat(first * 1000L / sound.rate()).isLessThan(150);
    }

    @Test
    void speaksFasterWhenAsked() throws Exception {
        int slow = spoken(sentences(), 0.75).millis();
        int fast = spoken(sentences(), 1.5).millis();
        assertThat(fast).isLessThan(slow * 3 / 4);
    }

    @Test
    void saysNothingWhereThereIsNothingToSay() throws Exception {
        for (String nothing : List.of("", "   ", "\n", "...", "[1]", "**")) {
            assertThat(spoken(nothing, 1).millis()).as("'%s'", nothing).isLessThan(300);
        }
    }

    @Test
    void reportsWordsInOrderWithinTheSoundAndTheText() throws Exception {
        HeardSound sound = spoken(sentences(), 1);
        int lastEnd = 0;
        int lastTo = 0;
        for (var word : sound.words()) {
            assertThat(word.from()).isGreaterThanOrEqualTo(lastTo);
            assertThat(word.to()).isBetween(word.from() + 1, sentences().length());
            assertThat(word.startMillis()).isGreaterThanOrEqualTo(lastEnd);
            assertThat(word.endMillis()).isBetween(word.startMillis(), sound.millis());
            lastTo = word.to();
            lastEnd = word.endMillis();
        }
    }

    @Test
    void fallsSilentWhenInterruptedWhileGivingSound() throws Exception {
        try (Voice voice = synthesiser().open(settings(1))) {
            var heardAfter = new AtomicBoolean();
            Voice.Sink sink = (samples, rate) -> {
                if (Thread.currentThread().isInterrupted()) {
                    heardAfter.set(true);
                }
                Thread.currentThread().interrupt();
            };
            assertThatThrownBy(() -> voice.speak(sentences().repeat(5), sink)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted())
                    .as("the flag is cleared by the exception")
                    .isFalse();
            assertThat(heardAfter).isFalse();
        }
    }

    @Test
    void fallsSilentWithinAMomentOfAnInterruptFromOutside() throws Exception {
        try (Voice voice = synthesiser().open(settings(1))) {
            Tries.inTime(SILENCE, () -> fallsSilentInTime(voice));
        }
    }

    private boolean fallsSilentInTime(Voice voice) throws InterruptedException {
        String longText = sentences().concat(" ").repeat(400);
        var begun = new CountDownLatch(1);
        var thrown = new AtomicReference<Throwable>();
        Thread speaking = Thread.ofVirtual().start(() -> {
            try {
                begun.countDown();
                voice.speak(longText, (samples, rate) -> {});
            } catch (InterruptedException | ProviderFailure | RuntimeException e) {
                thrown.set(e);
            }
        });
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        speaking.interrupt();
        boolean inTime = speaking.join(SILENCE);
        assertThat(speaking.join(Duration.ofSeconds(10))).as("silent at all").isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        return inTime;
    }

    @Test
    void speaksAgainAfterAnInterrupt() throws Exception {
        try (Voice voice = synthesiser().open(settings(1))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> voice.speak(sentences(), new HeardSound()))
                    .isInstanceOf(InterruptedException.class);
            var sound = new HeardSound();
            voice.speak(sentences(), sound);
            assertThat(sound.loudest()).isGreaterThan(500);
        }
    }

    @Test
    void servesManyCallsAtOnceWithTheSameSound() throws Exception {
        HeardSound alone = spoken(sentences(), 1);
        List<Future<HeardSound>> calls = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 0; call < 6; call++) {
                calls.add(threads.submit(() -> spoken(sentences(), 1)));
            }
        }
        for (var call : calls) {
            assertThat(result(call).millis()).isBetween(alone.millis() - 200, alone.millis() + 200);
        }
    }

    private static HeardSound result(Future<HeardSound> call) throws InterruptedException, ExecutionException {
        return call.get();
    }

    @Test
    void refusesALanguageItDoesNotSpeak() throws Exception {
        String foreign = foreignLanguage();
        if (foreign == null) {
            return;
        }
        var settings = new VoiceSettings(foreign, null, 1, 16_000);
        TextToSpeech synthesiser = synthesiser();
        assertThatThrownBy(() -> synthesiser.open(settings))
                .isInstanceOfSatisfying(
                        ProviderFailure.class,
                        failure -> assertThat(failure.kind().worthAnotherTry()).isFalse());
    }
}
