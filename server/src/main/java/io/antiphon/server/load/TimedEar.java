package io.antiphon.server.load;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recogniser that knows what its caller says and takes exactly as long as it is told. It behaves as one that listens
 * all the time: each word is guessed, and the last are final, so long after they were truly said, however late the ear
 * is asked to finish. One for each caller.
 */
final class TimedEar implements SpeechToText {
    private static final long PARTIAL_NANOS = 400_000_000;

    private final long delayNanos;
    private final Timetable clock;
    private @Nullable Listening listening;

    TimedEar(LoadPlan.Delays delays, Timetable clock) {
        this.delayNanos = delays.stt() * 1_000_000L;
        this.clock = clock;
    }

    @Override
    public ProviderDescription description() {
        return new ProviderDescription("timed", true, Set.of(), "Knows what it will hear; for measuring.");
    }

    @Override
    public synchronized Ear open(EarSettings settings, Ear.Listener listener) {
        Listening opened = new Listening(listener);
        listening = opened;
        return opened;
    }

    /** The caller begins to say {@code speech}; the first sample of it was said at this time. */
    synchronized void begins(Speech speech, long nanos) {
        if (listening != null) {
            listening.begins(speech, nanos);
        }
    }

    /** The caller has said the last of it. */
    synchronized void ends(long nanos) {
        if (listening != null) {
            listening.ends(nanos);
        }
    }

    private final class Listening implements Ear {
        private final Listener listener;
        private String text = "";
        private boolean saying;
        private long endNanos;
        private boolean closed;
        private long utterance;

        Listening(Listener listener) {
            this.listener = listener;
        }

        synchronized void begins(Speech speech, long nanos) {
            text = speech.text();
            saying = true;
            utterance++;
            guess(speech, nanos, nanos + PARTIAL_NANOS, utterance);
        }

        private void guess(Speech speech, long begin, long said, long number) {
            clock.at(said + delayNanos, () -> {
                synchronized (this) {
                    if (closed || text.isEmpty() || number != utterance) {
                        return;
                    }
                }
                String heard = speech.until(said - begin);
                if (!heard.isEmpty()) {
                    listener.partial(heard);
                }
                if (said + PARTIAL_NANOS < begin + speech.nanos()) {
                    guess(speech, begin, said + PARTIAL_NANOS, number);
                }
            });
        }

        synchronized void ends(long nanos) {
            saying = false;
            endNanos = nanos;
        }

        @Override
        public void hear(Frame frame, boolean speech) {}

        @Override
        public synchronized void finish() {
            if (text.isEmpty() || saying) {
                clock.at(System.nanoTime(), () -> say(""));
                return;
            }
            String words = text;
            clock.at(endNanos + delayNanos, () -> {
                synchronized (this) {
                    text = "";
                }
                say(words);
            });
        }

        private void say(String words) {
            synchronized (this) {
                if (closed) {
                    return;
                }
            }
            listener.said(words, words.isEmpty() ? Double.NaN : 0.9);
        }

        @Override
        public synchronized void close() {
            closed = true;
        }
    }
}
