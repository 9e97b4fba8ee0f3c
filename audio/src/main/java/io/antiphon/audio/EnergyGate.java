package io.antiphon.audio;

import java.util.Arrays;

/**
 * The cheap first question about a frame: could there be speech in it at all?
 *
 * <p>The gate follows the noise floor as the quietest frame of the last 1.6 seconds (speech has gaps, noise has none)
 * and opens for what stands out of it. It is meant to be wrong in one direction only: it lets much noise through, and
 * stays open for 300 ms after the last loud frame, so that a slower and better judge hears all of the speech. One gate
 * a stream; not for two threads at once.
 */
public final class EnergyGate {
    /** Below this nothing is speech: the noise of µ-law at rest is near -72 dBFS, far-off talk near -50. */
    private static final double ABSOLUTE_FLOOR = -60;

    /** A frame this far above the floor opens the gate, in dB. */
    private static final double MARGIN = 6;

    /** Frames that the gate stays open after the last loud one. */
    private static final int HANGOVER = 15;

    /** The floor is the least of this many stretches of this many frames. */
    private static final int STRETCHES = 4;

    private static final int STRETCH = 20;

    private final double[] quietest = new double[STRETCHES];
    private int stretch;
    private int frames;
    private int open;

    public EnergyGate() {
        reset();
    }

    /** Takes the next 20 ms and says whether speech is possible there. */
    public boolean admits(Frame frame) {
        double level = Level.rms(frame);
        boolean loud = level > Math.max(ABSOLUTE_FLOOR, floor() + MARGIN);
        follow(level);
        open = loud ? HANGOVER : Math.max(0, open - 1);
        return open > 0;
    }

    /** Whether the latest frame was let through. */
    public boolean isOpen() {
        return open > 0;
    }

    /** The noise floor now, in dBFS. */
    public double floor() {
        double least = 0;
        for (double level : quietest) {
            least = Math.min(least, level);
        }
        return least;
    }

    /** Forgets the stream. */
    public void reset() {
        // Nothing is known yet, so all that is loud enough passes until the first stretches have been heard.
        Arrays.fill(quietest, ABSOLUTE_FLOOR - MARGIN);
        stretch = 0;
        frames = 0;
        open = 0;
    }

    private void follow(double level) {
        quietest[stretch] = frames == 0 ? level : Math.min(quietest[stretch], level);
        if (++frames == STRETCH) {
            frames = 0;
            stretch = (stretch + 1) % STRETCHES;
        }
    }
}
