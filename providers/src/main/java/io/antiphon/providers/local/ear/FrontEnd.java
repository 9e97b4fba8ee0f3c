package io.antiphon.providers.local.ear;

/** What turns one caller's sound into features, and learns over the call what this caller sounds like. */
final class FrontEnd {
    private final EnglishModel english;
    private final TelephoneMap telephone;
    private final int rate;
    private final RunningMean mean;

    /** @param rate samples a second: 8000 or 16000 */
    FrontEnd(EnglishModel english, TelephoneMap telephone, int rate) {
        this.english = english;
        this.telephone = telephone;
        this.rate = rate;
        mean = new RunningMean(rate == MelSpectrum.RATE ? MelSpectrum::loudness : Cepstra::loudness);
    }

    Utterance utterance(Network network) {
        Spectrum spectrum = rate == MelSpectrum.RATE
                ? new TelephoneCepstra(mean, telephone)
                : new WidebandCepstra(new Cepstra(english.files()), mean);
        return new Utterance(spectrum, new Features(english.codebooks()), network);
    }
}
