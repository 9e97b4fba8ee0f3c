package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The ear that takes over from a dialogue. It is given what the dialogue was given since its last final words, so that
 * nothing the caller said is lost. Belongs to the call's thread, except where it is opened.
 */
final class Understudy {
    /** Sound that is kept where the dialogue owes words: 20 s. */
    private static final int KEPT_AT_MOST = 20 * Frame.PER_SECOND;

    /** Silence that is kept, in which speech may be beginning: 400 ms. */
    private static final int KEPT_OF_SILENCE = 20;

    private final SpeechToText recogniser;
    private final EarSettings settings;
    private final Deque<Given> kept = new ArrayDeque<>();
    private final AtomicReference<@Nullable Ear> opened = new AtomicReference<>();
    private @Nullable Ear ear;

    /** Whether more than silence is kept. */
    private boolean anything;

    private boolean called;
    private volatile boolean closed;

    /** What an ear was given: a frame, or the wish for its final words. */
    private sealed interface Given {
        record Sound(Frame frame, boolean speech) implements Given {}

        record Finish() implements Given {}
    }

    Understudy(SpeechToText recogniser, EarSettings settings) {
        this.recogniser = recogniser;
        this.settings = settings;
    }

    void hear(Frame frame, boolean speech) {
        Ear ready = ready();
        if (ready != null) {
            ready.hear(frame, speech);
        } else {
            keep(new Given.Sound(frame, speech));
        }
    }

    void finish() {
        Ear ready = ready();
        if (ready != null) {
            ready.finish();
        } else {
            keep(new Given.Finish());
        }
    }

    private void keep(Given given) {
        kept.add(given);
        anything |= !(given instanceof Given.Sound(var _, boolean speech)) || speech;
        while (!anything && kept.size() > KEPT_OF_SILENCE) {
            kept.remove();
        }
        while (kept.size() > KEPT_AT_MOST && kept.peek() instanceof Given.Sound) {
            kept.remove();
        }
    }

    /** Final words came; as long as the ear has heard nothing they are the dialogue's, and what they are of is not needed. */
    void said() {
        if (ear == null) {
            while (kept.poll() instanceof Given.Sound) {
                // Up to the wish for these words.
            }
            anything =
                    kept.stream().anyMatch(given -> !(given instanceof Given.Sound(var _, boolean speech)) || speech);
        }
    }

    /** Opens the ear, on a thread of its own; from then on it hears, beginning with what was kept. */
    void call(Ear.Listener listener) {
        if (called) {
            return;
        }
        called = true;
        Thread.ofVirtual().name("understudy").start(() -> {
            try {
                Ear made = recogniser.open(settings, listener);
                opened.set(made);
                if (closed) {
                    made.close();
                }
            } catch (ProviderFailure failure) {
                listener.failed(failure);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private @Nullable Ear ready() {
        if (ear == null && called) {
            ear = opened.get();
            if (ear != null) {
                for (Given given : kept) {
                    switch (given) {
                        case Given.Sound(Frame frame, boolean speech) -> ear.hear(frame, speech);
                        case Given.Finish() -> ear.finish();
                    }
                }
                kept.clear();
            }
        }
        return ear;
    }

    void close() {
        closed = true;
        Ear made = opened.get();
        if (made != null) {
            made.close();
        }
    }
}
