package io.antiphon.bench.listening;

/**
 * Choices in making turns that someone else would make differently; the figures must not hang on them.
 *
 * @param fewest phrases in a turn
 * @param most phrases in a turn
 * @param inside share of phrases that get a pause inside, where they have a place for one
 * @param shortest phrase to use, in seconds
 * @param strangers whether a turn may mix languages and voices
 * @param spread of size and haste of the voice, as a share: every turn is played faster or slower by up to this
 */
record Making(int fewest, int most, double inside, double shortest, boolean strangers, double spread) {
    /** What the published figures are measured with. */
    static final Making STANDARD = new Making(1, 3, 0.5, 1.0, false, 0);
}
