package io.antiphon.conversation.hearing;

import io.antiphon.audio.Frame;

/** How likely a frame is speech. One call's detector, used from the call's thread only. */
@FunctionalInterface
public interface SpeechDetector {
    /** Likelihood, 0 to 1, that speech is going on at the end of this frame. */
    float speech(Frame frame);
}
