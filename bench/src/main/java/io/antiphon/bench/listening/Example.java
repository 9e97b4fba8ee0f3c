package io.antiphon.bench.listening;

import io.antiphon.audio.Frame;
import io.antiphon.audio.SileroVad;
import io.antiphon.audio.VoiceActivity;
import io.antiphon.conversation.hearing.Listening;
import io.antiphon.conversation.hearing.SpeechDetector;
import io.antiphon.conversation.settings.CallSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One silence of a caller as the engine met it, and whether the turn was over. */
final class Example {
    /** So patient that no pause of the bench is taken for an end, which would make the engine forget the turn. */
    private static final CallSettings.Manners PATIENT = new CallSettings.Manners(0, 0);

    final float[] features;
    final boolean over;
    final String language;
    final Kind kind;

    /** What kind of silence it is. */
    enum Kind {
        END,
        /** A pause after a whole sentence, as it was said: by sound it is an end. */
        BETWEEN,
        INSIDE,
        /** A gap of the recording itself. */
        OWN
    }

    private Example(float[] features, Kind kind, String language) {
        this.features = features;
        this.kind = kind;
        this.over = kind == Kind.END;
        this.language = language;
    }

    /** Every silence in an item that was judged. */
    static List<Example> of(Item item, SileroVad vad) {
        VoiceActivity activity = vad.listen(Prompt.RATE);
        return of(item, activity::hear);
    }

    /** The same, with the labels for a detector: sixty times as fast. */
    static List<Example> labelled(Item item) {
        return of(item, new Labels(item));
    }

    private static List<Example> of(Item item, SpeechDetector detector) {
        List<Example> examples = new ArrayList<>();
        Noting noting = new Noting(item, examples);
        Listening listening = new Listening(PATIENT, true, detector, noting);
        noting.listening = listening;
        item.caller().forEach(frame -> {
            listening.take(frame, null);
            noting.settle();
        });
        return examples;
    }

    /** A detector that knows, and lets go as late as a real one. */
    private static final class Labels implements SpeechDetector {
        private static final double LATE = 0.05;

        private final Item item;
        private int frames;

        Labels(Item item) {
            this.item = item;
        }

        @Override
        public float speech(Frame frame) {
            double now = ++frames * Frame.MILLIS / 1000.0;
            boolean held = false;
            for (Item.Hold hold : item.holds()) {
                held |= now > hold.from() + LATE && now <= hold.to();
            }
            return now > item.start() && now < item.end() + LATE && !held ? 1 : 0;
        }
    }

    private static final class Noting implements Listening.Listener {
        private final Item item;
        private final List<Example> examples;
        private boolean ended;
        private @Nullable Example pending;

        @SuppressWarnings("NullAway.Init") // set before the first frame
        private Listening listening;

        Noting(Item item, List<Example> examples) {
            this.item = item;
            this.examples = examples;
        }

        @Override
        public void silenceJudged(float[] features) {
            double now = listening.millis() / 1000.0;
            if (now > item.start() && !ended) {
                pending = new Example(features.clone(), kind(now), item.language());
            }
        }

        private Kind kind(double now) {
            if (now >= item.end()) {
                return Kind.END;
            }
            for (Item.Hold hold : item.holds()) {
                if (now >= hold.from() && now <= hold.to() + 0.15) {
                    return hold.inside() ? Kind.INSIDE : Kind.BETWEEN;
                }
            }
            return Kind.OWN;
        }

        /** A silence too short to be taken for an end teaches nothing. */
        void settle() {
            if (pending != null && !listening.inStretch()) {
                examples.add(pending);
                ended = pending.over;
                pending = null;
            }
        }

        @Override
        public void speechStarted() {}

        @Override
        public void turnEnded() {}

        @Override
        public void agentStopped() {}

        @Override
        public void agentResumed() {}

        @Override
        public void finishHearing() {}
    }
}
