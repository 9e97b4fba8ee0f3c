package io.antiphon.bench.listening;

import java.util.ArrayList;
import java.util.List;

/**
 * One recorded human utterance: 8 kHz, silence at both ends cut off, its speech at {@link #LEVEL}.
 *
 * @param language such as "en"
 * @param name of the file, without folder and ending
 * @param sound its samples
 * @param gaps quiet places inside it, where a speaker could pause
 */
record Prompt(String language, String name, Sound sound, List<Gap> gaps) {
    static final int RATE = 8_000;

    /** Level of the speech in dBFS, as a telephone brings it. */
    static final double LEVEL = -24;

    /** Samples in 10 ms, the grain in which silence is looked for. */
    private static final int GRAIN = RATE / 100;

    /** This far below the speech is silence. */
    private static final double SILENT = -32;

    /** A quiet place, in samples. */
    record Gap(int from, int to) {
        int middle() {
            return (from + to) / 2;
        }
    }

    /** Cuts a recording to size; the result is empty when it holds next to no sound. */
    static Prompt of(String language, String name, float[] recorded) {
        double[] levels = levels(recorded);
        double speech = speechLevel(levels);
        double edge = speech + SILENT;
        int first = 0;
        while (first < levels.length && levels[first] < edge) {
            first++;
        }
        int last = levels.length - 1;
        while (last > first && levels[last] < edge) {
            last--;
        }
        float gain = (float) Math.pow(10, (LEVEL - speech) / 20);
        int from = first * GRAIN;
        float[] samples = new float[Math.max(0, (last + 1) * GRAIN - from)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = recorded[from + i] * gain;
        }
        return new Prompt(language, name, new Sound(samples), gaps(levels, first, last, speech));
    }

    /** The same, spoken so many times as fast by a voice that much smaller; 1 changes nothing. */
    Prompt at(double speed) {
        if (speed == 1) {
            return this;
        }
        float[] out = new float[(int) (samples().length / speed)];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) interpolated(i * speed);
        }
        List<Gap> moved = gaps.stream()
                .map(gap -> new Gap((int) (gap.from() / speed), (int) (gap.to() / speed)))
                .toList();
        return new Prompt(language, name, new Sound(out), moved);
    }

    /** Eight samples around a place, under a windowed sine. */
    private double interpolated(double at) {
        int whole = (int) at;
        double sum = 0;
        for (int k = Math.max(0, whole - 3); k <= Math.min(samples().length - 1, whole + 4); k++) {
            double x = Math.PI * (at - k);
            double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
            sum += samples()[k] * sinc * (0.5 + 0.5 * Math.cos(x / 4.5));
        }
        return sum;
    }

    float[] samples() {
        return sound.samples;
    }

    double seconds() {
        return (double) samples().length / RATE;
    }

    private static double[] levels(float[] samples) {
        double[] levels = new double[samples.length / GRAIN];
        for (int i = 0; i < levels.length; i++) {
            double sum = 1e-12;
            for (int k = i * GRAIN; k < (i + 1) * GRAIN; k++) {
                sum += samples[k] * samples[k];
            }
            levels[i] = 10 * Math.log10(sum / GRAIN);
        }
        return levels;
    }

    /** Mean power of what lies within 30 dB of the loudest. */
    private static double speechLevel(double[] levels) {
        double loudest = -120;
        for (double level : levels) {
            loudest = Math.max(loudest, level);
        }
        double sum = 1e-12;
        int count = 1;
        for (double level : levels) {
            if (level > loudest - 30) {
                sum += Math.pow(10, level / 10);
                count++;
            }
        }
        return 10 * Math.log10(sum / count);
    }

    /** Quiet places of at least 50 ms, at least 400 ms from either end. */
    private static List<Gap> gaps(double[] levels, int first, int last, double speech) {
        List<Gap> gaps = new ArrayList<>();
        int begun = -1;
        for (int i = first + 40; i <= last - 40; i++) {
            boolean quiet = levels[i] < speech - 25;
            if (quiet && begun < 0) {
                begun = i;
            } else if (!quiet && begun >= 0) {
                if (i - begun >= 5 && begun > first + 40) {
                    gaps.add(new Gap((begun - first) * GRAIN, (i - first) * GRAIN));
                }
                begun = -1;
            }
        }
        return gaps;
    }
}
