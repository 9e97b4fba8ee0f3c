package io.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every recogniser behind the port {@link SpeechToText} does; extended by each of them. */
public abstract class SpeechToTextContract {
    /** How long a recogniser may take to answer {@link Ear#finish}, on a slow and busy machine. */
    private static final int PATIENCE_SECONDS = 30;

    private static final List<String> SENTENCES =
            List.of("please call me back tomorrow", "what are your opening hours");

    /** The recogniser under test; the same one for all tests of a class, if it is slow to make. */
    protected abstract SpeechToText recogniser();

    /** {@code sentence} as a person or a machine says it, in frames at {@code rate}. */
    protected abstract List<Frame> spoken(String sentence, int rate);

    /** Settings for English at {@code rate} that expect the sentences of this test. */
    protected EarSettings settings(int rate) {
        return new EarSettings("en-US", rate, new EarSettings.Domain("contract", SENTENCES, List.of()));
    }

    @Test
    void hearsWhatWasSaid() throws Exception {
        for (int rate : new int[] {8000, 16_000}) {
            var notes = new Notes();
            try (Ear ear = recogniser().open(settings(rate), notes)) {
                speak(ear, SENTENCES.getFirst(), rate);
                ear.finish();
                assertThat(plain(notes.said())).contains("call me back");
            }
        }
    }

    @Test
    void answersEachFinishWithExactlyOneSaid() throws Exception {
        var notes = new Notes();
        try (Ear ear = recogniser().open(settings(16_000), notes)) {
            speak(ear, SENTENCES.getFirst(), 16_000);
            ear.finish();
            String first = notes.said();
            speak(ear, SENTENCES.getLast(), 16_000);
            ear.finish();
            String second = notes.said();
            ear.finish();
            assertThat(notes.said())
                    .as("nothing was spoken before the third finish")
                    .isEmpty();
            assertThat(plain(first)).contains("call me").doesNotContain("hours");
            assertThat(plain(second)).contains("hours").doesNotContain("call");
            assertThat(notes.reports).filteredOn(Said.class::isInstance).isEmpty();
        }
    }

    @Test
    void saysNothingWasUnderstoodWhenNobodySpoke() throws Exception {
        var notes = new Notes();
        try (Ear ear = recogniser().open(settings(8000), notes)) {
            for (int i = 0; i < Frame.PER_SECOND; i++) {
                ear.hear(Frame.silence(8000), false);
            }
            ear.finish();
            assertThat(notes.said()).isEmpty();
        }
    }

    @Test
    void keepsTwoCallersApart() throws Exception {
        var one = new Notes();
        var other = new Notes();
        try (Ear first = recogniser().open(settings(16_000), one);
                Ear second = recogniser().open(settings(16_000), other)) {
            List<Frame> toFirst = spoken(SENTENCES.getFirst(), 16_000);
            List<Frame> toSecond = spoken(SENTENCES.getLast(), 16_000);
            for (int i = 0; i < Math.max(toFirst.size(), toSecond.size()); i++) {
                if (i < toFirst.size()) {
                    first.hear(toFirst.get(i), true);
                }
                if (i < toSecond.size()) {
                    second.hear(toSecond.get(i), true);
                }
            }
            first.finish();
            second.finish();
            assertThat(plain(one.said())).contains("call me").doesNotContain("hours");
            assertThat(plain(other.said())).contains("hours").doesNotContain("call");
        }
    }

    @Test
    void isSilentOnceClosed() throws Exception {
        var notes = new Notes();
        Ear ear = recogniser().open(settings(16_000), notes);
        speak(ear, SENTENCES.getFirst(), 16_000);
        ear.finish();
        ear.close();
        notes.reports.clear();
        ear.close();
        ear.hear(Frame.silence(16_000), true);
        ear.finish();
        // a recogniser that still worked for the closed ear would have reported by the time it has served another
        var others = new Notes();
        try (Ear another = recogniser().open(settings(16_000), others)) {
            speak(another, SENTENCES.getLast(), 16_000);
            another.finish();
            others.said();
        }
        assertThat(notes.reports).isEmpty();
    }

    @Test
    void refusesALanguageItDoesNotKnow() {
        if (recogniser().description().languages().isEmpty()) {
            return;
        }
        String unknown = Stream.of("en", "tlh", "vo")
                .filter(language -> !recogniser().description().speaks(language))
                .findFirst()
                .orElseThrow();
        var settings = new EarSettings(unknown, 16_000, EarSettings.Domain.open());
        assertThatThrownBy(() -> recogniser().open(settings, new Notes()))
                .isInstanceOf(ProviderFailure.class)
                .hasMessageContaining(unknown);
    }

    @Test
    void tellsTheOperatorWhatItIsNotGoodFor() {
        assertThat(recogniser().description().name()).isNotBlank();
        assertThat(recogniser().description().limits()).isNotBlank();
    }

    private void speak(Ear ear, String sentence, int rate) {
        for (Frame frame : spoken(sentence, rate)) {
            ear.hear(frame, true);
        }
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z' ]", "");
    }

    private sealed interface Report {}

    private record Partial(String text) implements Report {}

    private record Said(String text, double confidence) implements Report {}

    private record Failed(ProviderFailure failure) implements Report {}

    /** Writes down what an ear reports. */
    private static final class Notes implements Ear.Listener {
        private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();

        @Override
        public void partial(String text) {
            reports.add(new Partial(text));
        }

        @Override
        public void said(String text, double confidence) {
            reports.add(new Said(text, confidence));
        }

        @Override
        public void failed(ProviderFailure failure) {
            reports.add(new Failed(failure));
        }

        /** The text of the next {@link Said}; waits for it. */
        private String said() throws InterruptedException {
            while (true) {
                Report report = reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(report).as("an answer to finish").isNotNull();
                switch (report) {
                    case Partial _ -> {}
                    case Said(String text, double confidence) -> {
                        assertThat(confidence)
                                .satisfiesAnyOf(
                                        value -> assertThat(value).isNaN(),
                                        value -> assertThat(value).isBetween(0.0, 1.0));
                        return text;
                    }
                    case Failed(ProviderFailure failure) -> throw new AssertionError(failure);
                }
            }
        }
    }
}
