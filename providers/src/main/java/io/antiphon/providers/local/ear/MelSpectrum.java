package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.denoise.Denoise;
import edu.cmu.sphinx.frontend.frequencywarp.MelFrequencyFilterBank;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import java.util.Arrays;

/** Sound at 8 kHz in, the loudness of each of {@value #BANDS} bands of the telephone's hearing out, as logarithms. */
final class MelSpectrum implements Spectrum {
    static final int RATE = 8000;
    static final int BANDS = 20;

    private static final int POINTS = 256;
    private static final double LOWEST = 130;
    private static final double HIGHEST = 3700;
    /** About the noise of the quietest G.711 steps, so that silence is not minus infinity. */
    private static final double FLOOR = 1e4;

    private final Windows windows = new Windows(RATE);
    private final Hand hand;

    MelSpectrum() {
        var transform = new DiscreteFourierTransform(POINTS, false);
        var bands = new MelFrequencyFilterBank(LOWEST, HIGHEST, BANDS);
        Data start = new DataStartSignal(RATE);
        // the numbers of Sphinx4's own front end, which the wideband cepstra are made with
        var denoise = new Denoise(0.7, 0.995, 0.5, 0.85, 0.2, 20, 4);
        hand = new Hand(denoise, RATE, start);
        transform.setPredecessor(hand);
        transform.initialize();
        bands.setPredecessor(transform);
        bands.initialize();
        denoise.setPredecessor(bands);
        denoise.initialize();
        denoise.getData();
    }

    @Override
    public void hear(short[] samples, Sink sink) {
        windows.hear(samples, window -> sink.frame(logarithms(hand.through(window))));
    }

    /** Mean logarithm of the band energies. */
    static double loudness(double[] bands) {
        return Arrays.stream(bands).average().orElseThrow();
    }

    private static double[] logarithms(double[] energies) {
        for (int i = 0; i < energies.length; i++) {
            energies[i] = Math.log(energies[i] + FLOOR);
        }
        return energies;
    }
}
