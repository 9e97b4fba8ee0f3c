package io.antiphon.providers.local.ear;

/** One stretch of speech on its way from samples to words. Belongs to one decoder's thread. */
final class Utterance {
    private final Spectrum spectrum;
    private final Features features;
    private final Network network;
    private final Search search;

    Utterance(Spectrum spectrum, Features features, Network network) {
        this.spectrum = spectrum;
        this.features = features;
        this.network = network;
        search = network.search();
        search.start();
    }

    void hear(short[] samples) {
        spectrum.hear(samples, cepstra -> features.hear(cepstra, search::push));
    }

    /** What was said so far, as far as can be told. */
    String soFar() {
        return search.advance();
    }

    /** What was said; the utterance is over. */
    String end() {
        spectrum.end(cepstra -> features.hear(cepstra, search::push));
        features.end(search::push);
        String text = search.end();
        network.giveBack(search);
        return text;
    }

    /** Nobody wants to know any more. */
    void abandon() {
        network.giveBack(search);
    }
}
