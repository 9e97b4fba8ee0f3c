package io.antiphon.conversation.turntaking;

/**
 * How long this caller pauses inside their sentences, learned while they speak. Pauses that were ended by the caller
 * themselves move an average; an answer that turned out to be early moves it at once.
 */
public final class Tempo {
    /** Shorter silences are the gaps of any speech. */
    private static final int PAUSE = 250;

    private static final int LONGEST = 2500;
    private static final double WEIGHT = 0.3;
    private static final double MARGIN = 1.3;
    private static final int CUT_SHORT = 250;

    /** An average of fewer says nothing. */
    private static final int ENOUGH = 2;

    private double average;
    private int pauses;
    private int grace;

    /** The caller went on by themselves after a silence of {@code millis}. */
    public void paused(int millis) {
        if (millis >= PAUSE && millis <= LONGEST) {
            average = pauses == 0 ? millis : average + WEIGHT * (millis - average);
            pauses++;
            grace = Math.max(0, grace - CUT_SHORT / 5);
        }
    }

    /** The caller went on after their turn had been taken for over. */
    public void cutShort() {
        grace = Math.min(LONGEST, grace + CUT_SHORT);
    }

    /** Silence, in milliseconds, below which this caller is probably not finished; 0 when nothing is known. */
    public int floor() {
        int learned = pauses < ENOUGH ? 0 : (int) (average * MARGIN);
        return learned + grace;
    }
}
