package io.antiphon.audio;

/** A steady sine, and what is left of one after it went through something. */
final class Tone {
    private Tone() {}

    /** {@code length} samples of a sine of {@code hertz} with a peak of {@code dbfs} below full scale. */
    static short[] samples(double hertz, int rate, int length, double dbfs) {
        double peak = 32767 * Math.pow(10, dbfs / 20);
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) Math.round(peak * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    /**
     * Fits a sine of {@code hertz} and an offset to {@code samples[from..to)} by least squares.
     *
     * @param gain peak of the fitted sine, in sample values
     * @param sndr the fitted sine against all the rest, in dB
     */
    record Fit(double gain, double sndr) {}

    static Fit fit(short[] samples, int from, int to, double hertz, int rate) {
        double[][] normal = new double[3][4];
        for (int i = from; i < to; i++) {
            double[] row = basis(hertz, rate, i);
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    normal[r][c] += row[r] * row[c];
                }
                normal[r][3] += row[r] * samples[i];
            }
        }
        double[] found = solve(normal);
        double signal = 0;
        double rest = 0;
        for (int i = from; i < to; i++) {
            double[] row = basis(hertz, rate, i);
            double sine = found[0] * row[0] + found[1] * row[1];
            double left = samples[i] - sine;
            signal += sine * sine;
            rest += left * left;
        }
        return new Fit(Math.hypot(found[0], found[1]), 10 * Math.log10(signal / rest));
    }

    /** Root mean square of {@code samples[from..to)}, in dB against a sine of {@code peakDbfs}. */
    static double residual(short[] samples, int from, int to, double peakDbfs) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        double sine = 32767 * Math.pow(10, peakDbfs / 20) / Math.sqrt(2);
        return 20 * Math.log10(Math.max(1e-9, Math.sqrt(sum / (to - from)) / sine));
    }

    private static double[] basis(double hertz, int rate, int i) {
        double angle = 2 * Math.PI * hertz * i / rate;
        return new double[] {Math.sin(angle), Math.cos(angle), 1};
    }

    private static double[] solve(double[][] rows) {
        for (int pivot = 0; pivot < 3; pivot++) {
            for (int r = 0; r < 3; r++) {
                if (r != pivot) {
                    double factor = rows[r][pivot] / rows[pivot][pivot];
                    for (int c = pivot; c < 4; c++) {
                        rows[r][c] -= factor * rows[pivot][c];
                    }
                }
            }
        }
        return new double[] {rows[0][3] / rows[0][0], rows[1][3] / rows[1][1], rows[2][3] / rows[2][2]};
    }
}
