package io.antiphon.conversation.hearing;

/**
 * What is noticed of the caller in one tick: all that turn-taking takes from sound. Small enough to be journaled, so that
 * a call can be decided again without its sound.
 *
 * @param voice whether the caller speaks: speech that is neither the agent's echo nor the crowd behind them
 * @param carries whether it is as loud as speech is, and not the tail of a detector that lets go late
 * @param audible whether anything as loud as a voice has been heard lately
 * @param stirs whether something stands out that may become the caller's voice, though it is not known to be speech yet
 * @param missing whether the sound of this tick has not come, so that nothing is known of it
 */
public record Impression(boolean voice, boolean carries, boolean audible, boolean stirs, boolean missing) {
    private static final int VOICE = 1;
    private static final int CARRIES = 2;
    private static final int AUDIBLE = 4;
    private static final int MISSING = 8;
    private static final int STIRS = 16;

    /** Steps in which a likelihood is kept. */
    private static final int STEPS = 254;

    /** All of it in one byte, as a journal keeps it. */
    public int flags() {
        return (voice ? VOICE : 0)
                | (carries ? CARRIES : 0)
                | (audible ? AUDIBLE : 0)
                | (stirs ? STIRS : 0)
                | (missing ? MISSING : 0);
    }

    /** Reads what {@link #flags} gave. */
    public static Impression of(int flags) {
        return new Impression(
                (flags & VOICE) != 0,
                (flags & CARRIES) != 0,
                (flags & AUDIBLE) != 0,
                (flags & STIRS) != 0,
                (flags & MISSING) != 0);
    }

    /** A likelihood as a journal keeps it, 1 to 255; 0 for none. */
    static int quantised(double likelihood) {
        return Double.isNaN(likelihood) ? 0 : 1 + (int) Math.round(likelihood * STEPS);
    }

    /** Reads what {@link #quantised} gave: 0 to 1; NaN for none. */
    public static double likelihood(int quantised) {
        return quantised == 0 ? Double.NaN : (quantised - 1) / (double) STEPS;
    }
}
