package io.antiphon.conversation.hearing;

import io.antiphon.audio.Frame;
import io.antiphon.audio.Prosody;
import java.util.List;

/** What a conversation notices of sound: with ears for a live call, from its journal for one that is played again. */
public interface Senses {
    /** The agent's frames that went to the line; they come back as echo, one a tick. */
    void sent(List<Frame> frames);

    /** The agent's frames that have not been played by now never will be. */
    void cleared();

    /**
     * Takes the next frame of the caller.
     *
     * @param speech how likely it is speech, 0 to 1
     * @param inStretch whether the caller is in a stretch of speech already
     */
    Impression notice(Frame frame, float speech, boolean inStretch);

    /**
     * How likely the caller's turn is over, by the sound of the last seconds.
     *
     * @param silent frames since the last one that carried the voice
     * @return 0 to 1, in steps that {@link Impression} can keep; NaN when nothing can be said
     */
    double over(int silent, Prosody.Context context);
}
