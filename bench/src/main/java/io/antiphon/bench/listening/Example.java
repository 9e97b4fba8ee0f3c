package io.antiphon.bench.listening;

import io.antiphon.audio.SileroVad;
import io.antiphon.audio.VoiceActivity;
import io.antiphon.conversation.CallSettings;
import io.antiphon.conversation.Listening;
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

    private Example(float[] features, boolean over, String language) {
        this.features = features;
        this.over = over;
        this.language = language;
    }

    /** Every silence in an item that was judged. */
    static List<Example> of(Item item, SileroVad vad) {
        List<Example> examples = new ArrayList<>();
        try (VoiceActivity activity = vad.listen(Prompt.RATE)) {
            Noting noting = new Noting(item, examples);
            Listening listening = new Listening(PATIENT, true, activity::hear, noting);
            noting.listening = listening;
            item.caller().forEach(frame -> {
                listening.take(frame, null);
                noting.settle();
            });
        }
        return examples;
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
            boolean over = now >= item.end();
            if (now > item.start() && !ended) {
                pending = new Example(features.clone(), over, item.language());
            }
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
