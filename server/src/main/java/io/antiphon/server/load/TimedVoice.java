package io.antiphon.server.load;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.Random;
import java.util.Set;

/**
 * A voice that takes exactly as long as it is told until its first sound, and then speaks four times as fast as can be
 * heard. Every word is a buzz of {@link Answer#WORD_MILLIS}, and its place is told.
 */
record TimedVoice(LoadPlan.Delays delays, Timetable clock) implements TextToSpeech {
    private static final int PIECE_MILLIS = 200;
    private static final int PIECE_EVERY = 50;

    @Override
    public ProviderDescription description() {
        return new ProviderDescription("timed", true, Set.of(), "A buzz; for measuring.");
    }

    @Override
    public Voice open(VoiceSettings settings) {
        return new Buzz(settings.rate());
    }

    private final class Buzz implements Voice {
        private static final int LOUD = 5700;

        private final int rate;
        private final Random random = new Random(1);

        Buzz(int rate) {
            this.rate = rate;
        }

        @Override
        public void speak(String text, Sink sink) throws InterruptedException {
            long due = System.nanoTime() + delays.ttfb() * 1_000_000L;
            clock.await(due);
            int left = Answer.words(text) * Answer.WORD_MILLIS;
            sink.audio(sound(Math.min(left, PIECE_MILLIS)), rate);
            tellWords(text, sink);
            for (left -= PIECE_MILLIS; left > 0; left -= PIECE_MILLIS) {
                due += PIECE_EVERY * 1_000_000L;
                clock.await(due);
                sink.audio(sound(Math.min(left, PIECE_MILLIS)), rate);
            }
        }

        private void tellWords(String text, Sink sink) {
            int from = 0;
            for (int word = 0; from < text.length(); word++) {
                int space = text.indexOf(' ', from);
                int to = space < 0 ? text.length() : space;
                sink.word(from, to, word * Answer.WORD_MILLIS, (word + 1) * Answer.WORD_MILLIS);
                from = to + 1;
            }
        }

        /**
         * Noise at about -20 dBFS, audible from its first sample. Nothing periodic: an engine that looks for its own
         * echo would find a tone of the agent's in any caller's voice of that pitch.
         */
        private short[] sound(int millis) {
            short[] samples = new short[millis * rate / 1000];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) random.nextInt(-LOUD, LOUD + 1);
            }
            return samples;
        }

        @Override
        public void close() {}
    }
}
