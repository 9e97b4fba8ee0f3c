package io.antiphon.conversation.replay;

import io.antiphon.audio.Frame;
import io.antiphon.audio.Prosody;
import io.antiphon.conversation.hearing.Impression;
import io.antiphon.conversation.hearing.Senses;
import java.util.List;

/** The senses of a call that is played again: what its journal says was noticed. */
final class Memory implements Senses {
    private static final Impression NOTHING = new Impression(false, false, false, false, false);

    private final RecordedCall call;
    private int tick = -1;

    Memory(RecordedCall call) {
        this.call = call;
    }

    @Override
    public void sent(List<Frame> frames) {}

    @Override
    public void cleared() {}

    @Override
    public Impression notice(Frame frame, float speech, boolean inStretch) {
        tick++;
        return tick < call.ticks() ? call.impression(tick) : NOTHING;
    }

    @Override
    public double over(int silent, Prosody.Context context) {
        return tick < call.ticks() ? call.over(tick) : Double.NaN;
    }
}
