package io.antiphon.providers.local.ear;

/** The first half of a front end: samples of one utterance in, 13 cepstra every 10 ms out. */
interface Spectrum {
    /** Takes the next samples and gives each vector that became complete. */
    void hear(short[] samples, Sink sink);

    /** Gives the vectors that waited for what comes after them; the utterance is over. */
    default void end(Sink sink) {}

    /** Takes vectors. */
    @FunctionalInterface
    interface Sink {
        void frame(double[] vector);
    }
}
