package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.audio.Prosody;
import io.antiphon.conversation.hearing.Impression;
import io.antiphon.conversation.hearing.Senses;
import java.util.List;

/** Senses that believe the detector and nothing else, as quick as virtual time wants them. */
final class Detected implements Senses {
    @Override
    public void sent(List<Frame> frames) {}

    @Override
    public void cleared() {}

    @Override
    public Impression notice(Frame frame, float speech, boolean inStretch) {
        return new Impression(speech >= 0.5f, true, false, false, false);
    }

    @Override
    public double over(int silent, Prosody.Context context) {
        return Double.NaN;
    }
}
