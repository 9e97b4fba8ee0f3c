package io.antiphon.audio;

import java.util.Arrays;

/**
 * The one filter of all resamplers: a Kaiser-windowed sinc for a ratio of {@code up / down}, cut into {@code up}
 * phases.
 *
 * <p>Its numbers are in units of the slower rate's Nyquist frequency and samples: flat within 0.03 dB to 0.85, down
 * 60 dB at 1.05 and 96 dB at 1.15, with 26 samples of the slower rate on either side of the centre.
 */
final class LowPass {
    /** Samples of the slower rate between the centre of the filter and its end. */
    private static final int REACH = 26;

    /** Where the filter is 6 dB down, in units of the slower rate's Nyquist frequency. */
    private static final double CUTOFF = 0.945;

    /** Kaiser's β for a stop band of 96 dB (Kaiser 1974: 0.1102 (A - 8.7)). */
    private static final double BETA = 0.1102 * (96 - 8.7);

    private final int up;
    private final int half;
    private final int centre;
    private final int delay;

    LowPass(int up, int down) {
        this.up = up;
        this.half = REACH * Math.max(up, down);
        this.delay = Math.ceilDiv(half, down);
        // A whole number of output samples, so that a file can be lined up again by dropping them.
        this.centre = delay * down;
    }

    /** Group delay in output samples. */
    int delay() {
        return delay;
    }

    /** Taps of each phase. */
    int taps() {
        return Math.ceilDiv(2 * centre, up);
    }

    /**
     * The taps of phase {@code phase} of {@code up}, newest input sample first, with a gain of one at 0 Hz.
     */
    float[] phase(int phase) {
        double[] exact = new double[taps()];
        for (int k = 0; k < exact.length; k++) {
            exact[k] = prototype(phase + k * up - centre);
        }
        double gain = Arrays.stream(exact).sum();
        float[] taps = new float[exact.length];
        for (int k = 0; k < taps.length; k++) {
            taps[k] = (float) (exact[k] / gain);
        }
        return taps;
    }

    private double prototype(int distance) {
        double place = (double) distance / half;
        if (Math.abs(place) >= 1) {
            return 0;
        }
        return sinc(CUTOFF * REACH * place) * bessel(BETA * Math.sqrt(1 - place * place));
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Modified Bessel function of the first kind and order zero, by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
