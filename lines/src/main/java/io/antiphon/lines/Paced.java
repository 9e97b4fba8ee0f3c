package io.antiphon.lines;

/** What the {@link Pacer} keeps in time. */
@FunctionalInterface
public interface Paced {
    /**
     * Twenty milliseconds have begun. Called on the pacer's thread: neither blocks nor logs.
     *
     * @param tick counts the twenty milliseconds since the pacer started; rises by more than one where some were lost
     */
    void tick(long tick);
}
