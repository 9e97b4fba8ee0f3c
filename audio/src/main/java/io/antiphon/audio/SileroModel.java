package io.antiphon.audio;

import java.io.IOException;
import java.util.Arrays;

/**
 * <a href="https://github.com/snakers4/silero-vad">Silero VAD</a> v5 for one rate: the layers of its published graph, in
 * Java. A window becomes four spectra, four convolutions over time make 128 numbers of them, and a recurrent cell of 128
 * units judges these. Only basic arithmetic, always in the same order: the same sound gives the same bits on every machine.
 * Weights are floats and sums doubles, because the compiler does several at a time only where it sees that the two cannot
 * be one array. Immutable; each stream keeps its own {@link Stream}.
 */
final class SileroModel {
    private static final int SPECTRA = 4;
    private static final int TAPS = 3;
    private static final int WIDE = 128;
    private static final int NARROW = 64;
    private static final int UNITS = 128;
    private static final int GATES = 4 * UNITS;

    /** Samples of a spectrum; the next begins half as many later. */
    private final int length;

    private final int bins;
    private final Fourier fourier;
    private final float[] hann;

    /** Weights of the four convolutions, by input, tap and output; without taps that reach beyond what they are given. */
    private final float[] spreading;

    private final float[] halving;
    private final float[] joining;
    private final float[] weighing;
    private final double[] spreadingBias;
    private final double[] halvingBias;
    private final double[] joiningBias;
    private final double[] weighingBias;

    /** By input, then by unit before: the weights of the four gates. */
    private final float[] gates;

    private final double[] gatesBias;
    private final float[] verdict;
    private final float verdictBias;

    /**
     * @param branch of the graph: "then" is for 16,000 samples a second, "else" for 8,000
     * @throws IOException when {@code constants} are another model's
     */
    SileroModel(OnnxConstants constants, int rate, String branch) throws IOException {
        String of = "If_0_" + branch + "_branch__Inline_0__";
        this.length = rate * 16 / 1000;
        this.bins = length / 2 + 1;
        this.fourier = new Fourier(length);
        this.hann = new float[length];
        for (int i = 0; i < length; i++) {
            hann[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / length));
        }
        String encoder = of + "encoder.";
        String convolution = ".reparam_conv.weight";
        String bias = ".reparam_conv.bias";
        this.spreading = byInput(constants.get(encoder + 0 + convolution, WIDE * bins * TAPS), bins, WIDE, 0, 1, 2);
        this.halving = byInput(constants.get(encoder + 1 + convolution, NARROW * WIDE * TAPS), WIDE, NARROW, 0, 1, 2);
        this.joining = byInput(constants.get(encoder + 2 + convolution, NARROW * NARROW * TAPS), NARROW, NARROW, 1, 2);
        this.weighing = byInput(constants.get(encoder + 3 + convolution, WIDE * NARROW * TAPS), NARROW, WIDE, 1);
        this.spreadingBias = doubles(constants.get(encoder + 0 + bias, WIDE));
        this.halvingBias = doubles(constants.get(encoder + 1 + bias, NARROW));
        this.joiningBias = doubles(constants.get(encoder + 2 + bias, NARROW));
        this.weighingBias = doubles(constants.get(encoder + 3 + bias, WIDE));
        String decoder = of + "decoder.";
        this.gates = new float[2 * UNITS * GATES];
        transpose(constants.get(decoder + "rnn.weight_ih", GATES * UNITS), gates, 0);
        transpose(constants.get(decoder + "rnn.weight_hh", GATES * UNITS), gates, UNITS * GATES);
        this.gatesBias = doubles(constants.get(decoder + "rnn.bias_ih", GATES));
        float[] more = constants.get(decoder + "rnn.bias_hh", GATES);
        for (int i = 0; i < GATES; i++) {
            gatesBias[i] += more[i];
        }
        this.verdict = constants.get(decoder + "decoder.2.weight", UNITS);
        this.verdictBias = constants.get(decoder + "decoder.2.bias", 1)[0];
    }

    private static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    /** Weights by output, input and tap become weights by input, tap (those of {@code taps} alone) and output. */
    private static float[] byInput(float[] weights, int inputs, int outputs, int... taps) {
        float[] sorted = new float[inputs * taps.length * outputs];
        int at = 0;
        for (int input = 0; input < inputs; input++) {
            for (int tap : taps) {
                for (int output = 0; output < outputs; output++) {
                    sorted[at++] = weights[(output * inputs + input) * TAPS + tap];
                }
            }
        }
        return sorted;
    }

    private static void transpose(float[] weights, float[] to, int from) {
        for (int gate = 0; gate < GATES; gate++) {
            for (int unit = 0; unit < UNITS; unit++) {
                to[from + unit * GATES + gate] = weights[gate * UNITS + unit];
            }
        }
    }

    /** What a stream remembers from one window to the next, and room to compute in. Not for two threads at once. */
    static final class Stream {
        private final double[] cell = new double[UNITS];
        private final float[] sound;
        private final float[] real;
        private final float[] imaginary;

        /** By bin, then by spectrum. */
        private final float[] magnitudes;

        private final double[] wide = new double[SPECTRA * WIDE];
        private final double[] narrow = new double[2 * NARROW];
        private final double[] joined = new double[NARROW];

        /** What goes into the cell: the last convolution's 128 numbers, then the 128 of the window before. */
        private final double[] inputs = new double[2 * UNITS];

        private final double[] gates = new double[GATES];

        private Stream(SileroModel model) {
            this.sound = new float[(SPECTRA + 1) * model.length / 2];
            this.real = new float[model.length];
            this.imaginary = new float[model.length];
            this.magnitudes = new float[model.bins * SPECTRA];
        }

        /** Forgets all windows. */
        void forget() {
            Arrays.fill(inputs, 0);
            Arrays.fill(cell, 0);
        }
    }

    Stream stream() {
        return new Stream(this);
    }

    /**
     * How likely there is speech in a window.
     *
     * @param window 36 ms, -1 to 1: the last 4 ms of the window before, then 32 ms
     * @return 0 to 1
     */
    float judge(float[] window, Stream stream) {
        spectra(window, stream);
        convolve(stream);
        remember(stream);
        double sum = verdictBias;
        for (int i = 0; i < UNITS; i++) {
            sum += Math.max(0, stream.inputs[UNITS + i]) * verdict[i];
        }
        return (float) Squash.logistic(sum);
    }

    /** Two real spectra come out of one complex transform. */
    private void spectra(float[] window, Stream stream) {
        float[] sound = stream.sound;
        System.arraycopy(window, 0, sound, 0, window.length);
        for (int i = window.length; i < sound.length; i++) {
            sound[i] = window[2 * window.length - 2 - i];
        }
        float[] real = stream.real;
        float[] imaginary = stream.imaginary;
        int hop = length / 2;
        for (int pair = 0; pair < SPECTRA; pair += 2) {
            int from = pair * hop;
            for (int i = 0; i < length; i++) {
                real[i] = sound[from + i] * hann[i];
                imaginary[i] = sound[from + hop + i] * hann[i];
            }
            fourier.transform(real, imaginary);
            for (int bin = 0; bin < bins; bin++) {
                int mirror = (length - bin) & (length - 1);
                stream.magnitudes[bin * SPECTRA + pair] =
                        magnitude(real[bin] + real[mirror], imaginary[bin] - imaginary[mirror]);
                stream.magnitudes[bin * SPECTRA + pair + 1] =
                        magnitude(imaginary[bin] + imaginary[mirror], real[mirror] - real[bin]);
            }
        }
    }

    private static float magnitude(float twiceReal, float twiceImaginary) {
        return (float) Math.sqrt(twiceReal * twiceReal + twiceImaginary * twiceImaginary) / 2;
    }

    private void convolve(Stream stream) {
        for (int at = 0; at < SPECTRA; at++) {
            System.arraycopy(spreadingBias, 0, stream.wide, at * WIDE, WIDE);
        }
        for (int bin = 0; bin < bins; bin++) {
            double in0 = stream.magnitudes[bin * SPECTRA];
            double in1 = stream.magnitudes[bin * SPECTRA + 1];
            double in2 = stream.magnitudes[bin * SPECTRA + 2];
            double in3 = stream.magnitudes[bin * SPECTRA + 3];
            spread(stream.wide, 0, spreading, bin * TAPS * WIDE, 0, in0, in1, in2);
            spread(stream.wide, 2 * WIDE, spreading, bin * TAPS * WIDE, in1, in2, in3, 0);
        }
        rectify(stream.wide);
        System.arraycopy(halvingBias, 0, stream.narrow, 0, NARROW);
        System.arraycopy(halvingBias, 0, stream.narrow, NARROW, NARROW);
        for (int channel = 0; channel < WIDE; channel++) {
            halve(stream.narrow, halving, channel * TAPS * NARROW, stream.wide, channel);
        }
        rectify(stream.narrow);
        System.arraycopy(joiningBias, 0, stream.joined, 0, NARROW);
        for (int channel = 0; channel < NARROW; channel++) {
            join(stream.joined, joining, channel * 2 * NARROW, stream.narrow[channel], stream.narrow[NARROW + channel]);
        }
        rectify(stream.joined);
        System.arraycopy(weighingBias, 0, stream.inputs, 0, WIDE);
        for (int channel = 0; channel < NARROW; channel++) {
            weigh(stream.inputs, weighing, channel * WIDE, stream.joined[channel]);
        }
        for (int i = 0; i < WIDE; i++) {
            stream.inputs[i] = Math.max(0, stream.inputs[i]);
        }
    }

    private static void rectify(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i]);
        }
    }

    /** One input channel of the first layer at two neighbouring places, and what is before and behind them. */
    private static void spread(
            double[] to, int at, float[] weights, int from, double in0, double in1, double in2, double in3) {
        for (int i = 0; i < WIDE; i++) {
            double before = weights[from + i];
            double here = weights[from + WIDE + i];
            double after = weights[from + 2 * WIDE + i];
            to[at + i] += in0 * before + in1 * here + in2 * after;
            to[at + WIDE + i] += in1 * before + in2 * here + in3 * after;
        }
    }

    /** One input channel of the second layer: four places in, every second place out. */
    private static void halve(double[] to, float[] weights, int from, double[] levels, int channel) {
        double in0 = levels[channel];
        double in1 = levels[WIDE + channel];
        double in2 = levels[2 * WIDE + channel];
        double in3 = levels[3 * WIDE + channel];
        for (int i = 0; i < NARROW; i++) {
            double before = weights[from + i];
            double here = weights[from + NARROW + i];
            double after = weights[from + 2 * NARROW + i];
            to[i] += in0 * here + in1 * after;
            to[NARROW + i] += in1 * before + in2 * here + in3 * after;
        }
    }

    /** One input channel of the third layer: two places in, one out. */
    private static void join(double[] to, float[] weights, int from, double in0, double in1) {
        for (int i = 0; i < NARROW; i++) {
            to[i] += in0 * weights[from + i] + in1 * weights[from + NARROW + i];
        }
    }

    /** One input channel of the fourth layer. */
    private static void weigh(double[] to, float[] weights, int from, double in) {
        for (int i = 0; i < WIDE; i++) {
            to[i] += in * weights[from + i];
        }
    }

    private void remember(Stream stream) {
        double[] sums = stream.gates;
        double[] inputs = stream.inputs;
        System.arraycopy(gatesBias, 0, sums, 0, GATES);
        for (int i = 0; i < 2 * UNITS; i += 4) {
            weighFour(sums, gates, i * GATES, inputs, i);
        }
        for (int i = 0; i < 2 * UNITS; i++) {
            sums[i] = Squash.logistic(sums[i]);
        }
        for (int i = 2 * UNITS; i < 3 * UNITS; i++) {
            sums[i] = Squash.tanh(sums[i]);
        }
        for (int i = 3 * UNITS; i < GATES; i++) {
            sums[i] = Squash.logistic(sums[i]);
        }
        double[] cell = stream.cell;
        for (int i = 0; i < UNITS; i++) {
            double kept = sums[UNITS + i] * cell[i] + sums[i] * sums[2 * UNITS + i];
            cell[i] = kept;
            inputs[UNITS + i] = sums[3 * UNITS + i] * Squash.tanh(kept);
        }
    }

    private static void weighFour(double[] to, float[] weights, int from, double[] inputs, int input) {
        double in0 = inputs[input];
        double in1 = inputs[input + 1];
        double in2 = inputs[input + 2];
        double in3 = inputs[input + 3];
        for (int i = 0; i < GATES; i++) {
            to[i] += in0 * weights[from + i]
                    + in1 * weights[from + GATES + i]
                    + in2 * weights[from + 2 * GATES + i]
                    + in3 * weights[from + 3 * GATES + i];
        }
    }
}
