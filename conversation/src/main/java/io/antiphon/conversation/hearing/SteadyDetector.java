package io.antiphon.conversation.hearing;

import io.antiphon.audio.Frame;

/** Sound that has not come yet neither begins nor ends anybody's speech, until it has been missing for long. */
public final class SteadyDetector implements SpeechDetector {
    /** Frames whose sound may be missing before they count as silence: 200 ms. */
    private static final int MISSING_AT_MOST = 10;

    private final SpeechDetector detector;
    private float speech;
    private int missing;

    public SteadyDetector(SpeechDetector detector) {
        this.detector = detector;
    }

    @Override
    public float speech(Frame frame) {
        missing = frame.isMissing() ? missing + 1 : 0;
        if (missing == 0) {
            speech = detector.speech(frame);
        } else if (missing > MISSING_AT_MOST) {
            speech = 0;
        }
        return speech;
    }
}
