package io.antiphon.ports.speech;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;

/**
 * One call's recogniser. Its methods are called from the call's thread and return at once; work happens on threads of
 * its own, which end with {@link #close}.
 */
public interface Ear extends AutoCloseable {
    /**
     * Takes the caller's next 20 ms.
     *
     * @param speech whether the call's voice activity detector is inside a stretch of speech; false also between
     *     {@link #finish} and the next stretch. An ear that segments by itself may ignore it. Keep a pre-roll: the
     *     first syllable comes before the flag.
     */
    void hear(Frame frame, boolean speech);

    /**
     * The caller seems to have paused: say what was heard since the last {@code said}, as soon as it is known. Answered
     * by exactly one {@link Listener#said}, with empty text where nothing was understood.
     */
    void finish();

    /** Stops listening; nothing is reported after this returns. */
    @Override
    void close();

    /** What an ear reports, from threads of its own. */
    interface Listener {
        /** What seems to have been said since the last {@code said}; each partial replaces the one before. */
        void partial(String text);

        /**
         * Words that will not change any more, since the last {@code said}.
         *
         * @param confidence 0 to 1, or {@link Double#NaN} where the recogniser gives none
         */
        void said(String text, double confidence);

        /** The recogniser itself judges the caller's turn; only some do. */
        default void turn(TurnSignal signal) {}

        /** The ear is deaf from now on. */
        void failed(ProviderFailure failure);
    }

    /** A recogniser's own opinion of the caller's turn. */
    enum TurnSignal {
        /** Probably over; may be taken back. */
        EAGER_END,
        /** Not over after all. */
        RESUMED,
        /** Over. */
        ENDED
    }
}
