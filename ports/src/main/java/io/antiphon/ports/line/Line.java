package io.antiphon.ports.line;

import io.antiphon.audio.Frame;

/**
 * One caller's connection: sound in, sound out, and what was truly played.
 *
 * <p>The methods are called from the call's own thread and never block: a line that cannot send hands over to its own
 * machinery and, when its peer stops reading, reports {@link Listener#lost}. Agent frames are numbered from 1 in the
 * order of {@link #play}, whether they are played or dropped; every report of playback speaks of those numbers.
 */
public non-sealed interface Line extends Connection {
    /** Starts delivery to {@code listener}; called once, before anything else. */
    void open(Listener listener);

    /** Appends one frame, at the line's rate, to what the caller will hear; sent in order, one each 20 ms. */
    void play(Frame frame);

    /**
     * Drops every agent frame not yet played, here and at the far end, and answers with exactly one {@link
     * Listener#cleared}.
     */
    void clear();

    /** Tells the far end something it may display. Lines without a display ignore it. */
    void show(Notice notice);

    /** Ends the connection now. What must still be heard has been waited for by the caller of this method. */
    void hangUp(String reason);

    /** What the line reports. Called from the line's threads; implementations hand over and return at once. */
    interface Listener {
        /** The caller's next 20 ms at the line's rate. Comes every 20 ms: gaps on the wire are filled with silence. */
        void heard(Frame frame);

        /** The agent's frame of this number, and all before it that were not dropped, have been played. Never decreases. */
        void played(long frame);

        /**
         * The answer to {@link Line#clear}: the frame of this number was the last one played; those after it that had
         * been handed over before the clear never will be. Comes within 500 ms, from an estimate where the far end does
         * not answer.
         */
        void cleared(long frame);

        /** A key was pressed: {@code 0-9 * # A-D}. */
        void digit(char digit);

        /** The caller ended the call in the ordinary way. */
        void hungUp();

        /** The connection broke. {@code why} is for the operator and holds nothing personal. */
        void lost(String why);
    }
}
