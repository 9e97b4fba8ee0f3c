package io.antiphon.providers.local.ear;

/**
 * A telephone line: takes 16 kHz, gives 8 kHz between two band limits and coded with µ-law.
 *
 * @param low corner of a first-order high-pass, applied twice, in Hz; 0 for none
 * @param high corner of a windowed-sinc low-pass, in Hz
 */
record TelephoneLine(double low, double high) {
    private static final int REACH = 32;

    static TelephoneLine at(double low, double high) {
        return new TelephoneLine(low, high);
    }

    /** The widest a telephone line can be. */
    static TelephoneLine good() {
        return at(0, 3700);
    }

    short[] carry(short[] wide) {
        double[] kernel = kernel();
        double[] narrow = new double[wide.length / 2];
        for (int i = 0; i < narrow.length; i++) {
            for (int k = Math.max(-REACH, -2 * i); k <= Math.min(REACH, wide.length - 1 - 2 * i); k++) {
                narrow[i] += wide[2 * i + k] * kernel[k + REACH];
            }
        }
        return coded(highPassed(highPassed(narrow)));
    }

    private double[] kernel() {
        double cut = high / Cepstra.RATE;
        double[] kernel = new double[2 * REACH + 1];
        for (int k = -REACH; k <= REACH; k++) {
            double sinc = k == 0 ? 2 * cut : Math.sin(2 * Math.PI * cut * k) / (Math.PI * k);
            kernel[k + REACH] = sinc * (0.5 + 0.5 * Math.cos(Math.PI * k / (REACH + 1)));
        }
        return kernel;
    }

    private double[] highPassed(double[] samples) {
        double keep = 1 / (1 + 2 * Math.PI * low / MelSpectrum.RATE);
        double[] result = new double[samples.length];
        for (int i = 1; i < result.length; i++) {
            result[i] = keep * (result[i - 1] + samples[i] - samples[i - 1]);
        }
        return result;
    }

    private static short[] coded(double[] samples) {
        short[] result = new short[samples.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = MuLaw.over((short) Math.clamp(Math.round(samples[i]), Short.MIN_VALUE, Short.MAX_VALUE));
        }
        return result;
    }
}
