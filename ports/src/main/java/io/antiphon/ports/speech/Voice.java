package io.antiphon.ports.speech;

import io.antiphon.ports.ProviderFailure;

/** One call's speaking voice. Used by one thread at a time. */
public interface Voice extends AutoCloseable {
    /**
     * Speaks {@code text}, a sentence or clause, into {@code sink}; blocks until the last sample was given. Falls silent
     * within 100 ms of an interrupt, after which the sink hears nothing more.
     *
     * @throws ProviderFailure when the synthesiser fails; samples given before stay valid
     */
    void speak(String text, Sink sink) throws ProviderFailure, InterruptedException;

    @Override
    void close();

    /** Where the sound goes. Called from the thread inside {@link #speak}. */
    interface Sink {
        /** The next samples, any number, mono linear 16 bit at {@code rate}; the array passes to the sink. */
        void audio(short[] samples, int rate);

        /**
         * Where a word lies, in milliseconds from the first sample of this text; only voices that know call it.
         *
         * @param from index of the word's first character in the text
         * @param to index after its last character
         */
        default void word(int from, int to, int startMillis, int endMillis) {}
    }
}
