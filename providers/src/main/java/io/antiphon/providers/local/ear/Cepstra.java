package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.frontend.AutoCepstrum;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Loader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Sound at 16 kHz in, cepstra as the acoustic model was trained on out. */
final class Cepstra implements Spectrum {
    static final int RATE = 16_000;
    /** Samples between two cepstra. */
    static final int SHIFT = RATE / 100;
    /** Numbers in one vector. */
    static final int SIZE = 13;

    private static final int POINTS = 512;
    private static final int BANDS = 25;

    private final Windows windows = new Windows(RATE);
    private final Hand hand;

    Cepstra(Loader model) {
        var transform = new DiscreteFourierTransform(POINTS, false);
        AutoCepstrum cepstrum;
        try {
            cepstrum = new AutoCepstrum(model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hand = new Hand(cepstrum, RATE, new DataStartSignal(RATE));
        transform.setPredecessor(hand);
        transform.initialize();
        cepstrum.setPredecessor(transform);
        cepstrum.initialize();
        cepstrum.getData();
    }

    /** Mean logarithm of the band energies, from the cepstrum that is their scaled sum. */
    static double loudness(double[] cepstra) {
        return cepstra[0] / Math.sqrt(BANDS);
    }

    @Override
    public void hear(short[] samples, Sink sink) {
        windows.hear(samples, window -> sink.frame(hand.through(window)));
    }
}
