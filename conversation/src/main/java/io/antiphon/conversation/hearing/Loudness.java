package io.antiphon.conversation.hearing;

import io.antiphon.audio.Frame;

/** Whether a frame of the agent can be heard at all. */
public final class Loudness {
    /** Mean square of -50 dBFS. */
    private static final double AUDIBLE = 32768.0 * 32768.0 * 1e-5;

    private Loudness() {}

    /** Whether it is at least as loud as -50 dBFS. */
    public static boolean isAudible(Frame frame) {
        double energy = 0;
        for (short sample : frame.samples()) {
            energy += (double) sample * sample;
        }
        return energy / frame.samples().length > AUDIBLE;
    }
}
