package io.antiphon.conversation.hearing;

import java.util.Arrays;

/**
 * How loud it is under the talk: the least of the last four seconds, smoothed over 100 ms. A room full of people has
 * gaps between syllables but none of a tenth of a second, so its own level is found and not its holes.
 */
final class Background {
    private static final float SMOOTHING = 0.2f;
    private static final int STRETCHES = 5;
    private static final int STRETCH = 40;

    /** Until it has been heard for a while: a caller may begin with the first frame. In dBFS. */
    private static final float ASSUMED = -45;

    private final float[] least = new float[STRETCHES];
    private boolean assumed = true;
    private float smooth = Float.NaN;
    private int stretch;
    private int frames;

    Background() {
        Arrays.fill(least, Float.POSITIVE_INFINITY);
    }

    /** Takes a frame's level in dBFS. */
    void hear(float level) {
        smooth = Float.isNaN(smooth) ? level : smooth + SMOOTHING * (level - smooth);
        if (frames == STRETCH) {
            stretch = (stretch + 1) % STRETCHES;
            least[stretch] = Float.POSITIVE_INFINITY;
            frames = 0;
            assumed = false;
        }
        least[stretch] = Math.min(least[stretch], smooth);
        frames++;
    }

    /** In dBFS. */
    float level() {
        return assumed ? Math.min(ASSUMED, heard()) : heard();
    }

    /** The same without the benefit of the doubt: what has been as loud since the first frame is no one who begins. */
    float heard() {
        float level = Float.POSITIVE_INFINITY;
        for (float one : least) {
            level = Math.min(level, one);
        }
        return level;
    }
}
