package io.antiphon.bench.listening;

import io.antiphon.audio.Frame;
import io.antiphon.audio.SileroVad;
import io.antiphon.audio.VoiceActivity;
import io.antiphon.conversation.hearing.Listening;
import io.antiphon.conversation.settings.CallSettings;
import java.util.ArrayList;
import java.util.List;

/** What the engine made of one item: seconds of each event. */
record Heard(Item item, List<Double> turnEnds, List<Double> stops, List<Double> resumes) {

    /** Lets the engine hear an item, without words. */
    static Heard of(Item item, SileroVad vad, CallSettings.Manners manners) {
        Heard heard = new Heard(item, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        VoiceActivity activity = vad.listen(Prompt.RATE);
        Noting noting = new Noting(heard);
        Listening listening = new Listening(manners, true, activity::hear, noting);
        noting.listening = listening;
        List<Frame> caller = item.caller();
        List<Frame> agent = item.agent();
        for (int i = 0; i < caller.size(); i++) {
            listening.take(caller.get(i), i < agent.size() ? agent.get(i) : null);
        }
        return heard;
    }

    private static final class Noting implements Listening.Listener {
        private final Heard heard;

        @SuppressWarnings("NullAway.Init") // set before the first frame
        private Listening listening;

        Noting(Heard heard) {
            this.heard = heard;
        }

        private double now() {
            return listening.millis() / 1000.0;
        }

        @Override
        public void speechStarted() {}

        @Override
        public void turnEnded() {
            heard.turnEnds.add(now());
        }

        @Override
        public void agentStopped() {
            heard.stops.add(now());
        }

        @Override
        public void agentResumed() {
            heard.resumes.add(now());
        }

        @Override
        public void finishHearing() {}
    }
}
