package io.antiphon.audio;

import java.util.Arrays;

/**
 * How one stream of speech goes up and down: loudness, pitch and colour of each 20 ms, kept for the last three seconds.
 *
 * <p>All of it is heard at 8 kHz, so that a telephone and a browser say the same. {@link #describe} turns the stretch
 * before a silence into the numbers from which {@link EndOfTurn} judges. Nothing allocates but the constructor. Not for
 * two threads at once.
 */
public final class Prosody {
    /** Numbers that {@link #describe} gives. */
    public static final int FEATURES = 94;

    static final int RATE = 8_000;
    private static final int HOP = RATE / Frame.PER_SECOND;
    private static final int KEPT = 160;
    private static final int BANDS = 8;
    private static final int SPAN = 256;
    private static final Fourier FOURIER = new Fourier(SPAN);

    /** Samples kept for colours that nobody has asked for yet, a power of two: 4 s. */
    private static final int HEARD = 32_768;

    private static final int PITCH_SPAN = 320;
    private static final int LOWEST_LAG = RATE / 400;
    private static final int HIGHEST_LAG = RATE / 65;
    private static final double QUIET = -65;

    /** Below this correlation with itself a sound has no pitch. */
    private static final float PITCHED = 0.55f;

    private final Resampler resampler;
    private final short[] narrow = new short[HOP + 8];
    private final float[] past = new float[PITCH_SPAN + HIGHEST_LAG];
    private final short[] heard = new short[HEARD];
    private final float[] window = new float[SPAN];
    private final float[] real = new float[SPAN];
    private final float[] imaginary = new float[SPAN];
    private final int[] edges = new int[BANDS + 1];

    private final float[] level = new float[KEPT];
    private final float[] voicing = new float[KEPT];
    private final float[] pitch = new float[KEPT];
    private final long[] ends = new long[KEPT];
    private final boolean[] coloured = new boolean[KEPT];
    private final float[][] bands = new float[KEPT][BANDS];
    private final float[] sorted = new float[KEPT];
    private long frames;
    private long total;

    /** @param rate samples a second of the frames that will come */
    public Prosody(int rate) {
        resampler = Resampler.between(rate, RATE);
        for (int i = 0; i < SPAN; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / SPAN));
        }
        double low = mel(120);
        double high = mel(3_700);
        for (int b = 0; b <= BANDS; b++) {
            double hertz = 700 * (Math.pow(10, (low + (high - low) * b / BANDS) / 2595) - 1);
            edges[b] = (int) Math.round(hertz * SPAN / RATE);
        }
    }

    private static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }

    /** Hears the next 20 ms. */
    public void hear(Frame frame) {
        short[] samples = frame.samples();
        int length = samples.length;
        if (frame.rate() != RATE) {
            length = resampler.resample(samples, 0, samples.length, narrow, 0);
            samples = narrow;
        }
        length = Math.min(length, past.length);
        System.arraycopy(past, length, past, 0, past.length - length);
        for (int i = 0; i < length; i++) {
            past[past.length - length + i] = samples[i];
            heard[(int) (total++ & (HEARD - 1))] = samples[i];
        }
        int at = (int) (frames++ % KEPT);
        ends[at] = total;
        coloured[at] = false;
        level[at] = (float) Level.rms(samples, 0, Math.max(1, length));
        if (level[at] < QUIET) {
            voicing[at] = 0;
            pitch[at] = 0;
        } else {
            tone(at);
        }
    }

    /** Level of the frame so many frames ago, in dBFS; 0 is the latest. */
    public float level(int ago) {
        return frames <= ago ? (float) Level.SILENCE : level[at(ago)];
    }

    private int at(int ago) {
        return (int) Math.floorMod(frames - 1 - ago, (long) KEPT);
    }

    /** The bands of a frame in dB; made when they are first asked for, as few ever are. */
    private float[] colour(int at) {
        if (!coloured[at]) {
            coloured[at] = true;
            if (level[at] < QUIET || total - ends[at] > HEARD - SPAN) {
                Arrays.fill(bands[at], (float) QUIET);
            } else {
                analyse(ends[at] - SPAN, bands[at]);
            }
        }
        return bands[at];
    }

    private void analyse(long from, float[] out) {
        for (int i = 0; i < SPAN; i++) {
            real[i] = heard[(int) ((from + i) & (HEARD - 1))] * window[i];
        }
        Arrays.fill(imaginary, 0);
        FOURIER.transform(real, imaginary);
        for (int b = 0; b < BANDS; b++) {
            float sum = 1;
            for (int k = edges[b]; k < edges[b + 1]; k++) {
                sum += real[k] * real[k] + imaginary[k] * imaginary[k];
            }
            // 8,388,608 is what a full-scale sine leaves in its bin under a Hann window of this length, halved.
            out[b] = (float) (10 * Math.log10(sum / (4_194_304.0 * 4_194_304.0)));
        }
    }

    /** The lag at which 40 ms are most like themselves, normalised, by the first of nearly equal peaks. */
    private void tone(int at) {
        int from = past.length - PITCH_SPAN;
        float energy = 1 + product(from, from);
        float shifted = 1 + product(from - LOWEST_LAG, from - LOWEST_LAG);
        float best = 0;
        int lag = 0;
        for (int l = LOWEST_LAG; l < HIGHEST_LAG; l++) {
            float alike = product(from, from - l) / (float) Math.sqrt((double) energy * Math.max(1f, shifted));
            if (alike > best + 0.02f * (lag == 0 ? 0 : 1)) {
                best = alike;
                lag = l;
            }
            float leaving = past[from - l + PITCH_SPAN - 1];
            float coming = past[from - l - 1];
            shifted += coming * coming - leaving * leaving;
        }
        voicing[at] = Math.min(1, best);
        pitch[at] = best < PITCHED ? 0 : (float) (12 * Math.log((double) RATE / lag / 100) / Math.log(2));
    }

    /** The product of two stretches of the past, in eight sums that a processor can make side by side. */
    private float product(int one, int other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        for (int i = 0; i < PITCH_SPAN; i += 8) {
            a += past[one + i] * past[other + i];
            b += past[one + i + 1] * past[other + i + 1];
            c += past[one + i + 2] * past[other + i + 2];
            d += past[one + i + 3] * past[other + i + 3];
            e += past[one + i + 4] * past[other + i + 4];
            f += past[one + i + 5] * past[other + i + 5];
            g += past[one + i + 6] * past[other + i + 6];
            h += past[one + i + 7] * past[other + i + 7];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    /**
     * Describes the speech up to the frame {@code ago} frames back, its last energetic one. What came after it is left
     * out: silence tells how good the line is, not what the caller means.
     *
     * @param context what is known of the turn so far
     * @param out at least {@link #FEATURES} numbers, most of them between -2 and 2
     */
    public void describe(int ago, Context context, float[] out) {
        float speech = speechLevel(ago);
        float tone = usualPitch(ago);
        int n = 0;
        for (int i = 0; i < 10; i++) {
            n = point(ago + i, speech, tone, out, n);
        }
        for (int block = 0; block < 12; block++) {
            n = block(ago + 10 + block * 5, speech, tone, out, n);
        }
        n = shape(ago, 0, 3, out, n);
        n = shape(ago, 3, 10, out, n);
        n = contour(ago, tone, out, n);
        out[n++] = (float) Math.log1p(context.voicedMillis() / 1000.0) - 1;
        out[n++] = (float) Math.log1p(context.stretchMillis() / 1000.0) - 1;
        out[n++] = Math.min(4, context.pauses()) / 2f - 0.5f;
        out[n++] = (speech + 30) / 10;
        Arrays.fill(out, n, FEATURES, 0);
    }

    /**
     * What is known of a turn besides its sound.
     *
     * @param voicedMillis speech in it so far
     * @param stretchMillis since the last pause, or the turn's beginning
     * @param pauses so far
     */
    public record Context(int voicedMillis, int stretchMillis, int pauses) {}

    private boolean known(int ago) {
        return ago < KEPT && ago < frames;
    }

    private float relative(int ago, float speech) {
        return known(ago) ? Math.max(-35, level[at(ago)] - speech) / 15 : -35 / 15f;
    }

    private int point(int ago, float speech, float tone, float[] out, int n) {
        boolean known = known(ago);
        int at = at(ago);
        out[n] = relative(ago, speech);
        out[n + 1] = known ? voicing[at] : 0;
        out[n + 2] = known && pitch[at] > 0 ? Math.clamp((pitch[at] - tone) / 6, -2f, 2f) : 0;
        return n + 3;
    }

    private int block(int ago, float speech, float tone, float[] out, int n) {
        float loud = 0;
        float voiced = 0;
        float high = 0;
        int pitched = 0;
        for (int i = ago; i < ago + 5; i++) {
            loud += relative(i, speech);
            if (known(i)) {
                voiced += voicing[at(i)];
                if (pitch[at(i)] > 0) {
                    high += Math.clamp((pitch[at(i)] - tone) / 6, -2f, 2f);
                    pitched++;
                }
            }
        }
        out[n] = loud / 5;
        out[n + 1] = voiced / 5;
        out[n + 2] = pitched == 0 ? 0 : high / pitched;
        return n + 3;
    }

    /** The colour of a stretch: its bands against their mean. */
    private int shape(int ago, int from, int to, float[] out, int n) {
        float mean = 0;
        for (int b = 0; b < BANDS; b++) {
            float sum = 0;
            for (int i = from; i < to; i++) {
                sum += known(ago + i) ? colour(at(ago + i))[b] : (float) QUIET;
            }
            out[n + b] = sum / (to - from);
            mean += out[n + b] / BANDS;
        }
        for (int b = 0; b < BANDS; b++) {
            out[n + b] = (out[n + b] - mean) / 12;
        }
        return n + BANDS;
    }

    /** Where the pitch goes at the end, how the loudness falls, how long the last syllable is and how fast they come. */
    private int contour(int ago, float tone, float[] out, int n) {
        out[n] = slope(ago, 0, 15);
        out[n + 1] = slope(ago, 0, 30);
        out[n + 2] = slope(ago, 15, 60);
        int lastPitched = 0;
        while (lastPitched < 40 && !(known(ago + lastPitched) && pitch[at(ago + lastPitched)] > 0)) {
            lastPitched++;
        }
        int run = 0;
        while (run < 40 && known(ago + lastPitched + run) && pitch[at(ago + lastPitched + run)] > 0) {
            run++;
        }
        out[n + 3] = known(ago + lastPitched) && run > 0
                ? Math.clamp((pitch[at(ago + lastPitched)] - tone) / 6, -2f, 2f)
                : 0;
        out[n + 4] = lastPitched / 10f;
        out[n + 5] = run / 10f;
        out[n + 6] = syllables(ago) / 4f - 1;
        out[n + 7] = tone / 12;
        return n + 8;
    }

    /** Semitones a second over voiced frames, scaled. */
    private float slope(int ago, int from, int to) {
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int i = from; i < to; i++) {
            if (known(ago + i) && pitch[at(ago + i)] > 0) {
                double t = -i * Frame.MILLIS / 1000.0;
                n++;
                x += t;
                y += pitch[at(ago + i)];
                xx += t * t;
                xy += t * pitch[at(ago + i)];
            }
        }
        double spread = n * xx - x * x;
        return n < 4 ? 0 : (float) Math.clamp((n * xy - x * y) / spread / 20, -2, 2);
    }

    /** Rises of loudness by 4 dB within the last 1.2 s. */
    private int syllables(int ago) {
        int count = 0;
        float low = 0;
        float high = -120;
        boolean rising = false;
        for (int i = 60; i >= 0; i--) {
            float now = known(ago + i) ? level[at(ago + i)] : (float) QUIET;
            if (rising) {
                high = Math.max(high, now);
                if (now < high - 4) {
                    rising = false;
                    low = now;
                }
            } else {
                low = Math.min(low, now);
                if (now > low + 4) {
                    rising = true;
                    high = now;
                    count++;
                }
            }
        }
        return count;
    }

    /** Level of the loud third of the last three seconds, in dBFS. */
    public float speechLevel(int ago) {
        int count = 0;
        for (int i = ago; known(i) && i < KEPT; i++) {
            sorted[count++] = level[at(i)];
        }
        if (count == 0) {
            return (float) Level.SILENCE;
        }
        Arrays.sort(sorted, 0, count);
        return sorted[count - 1 - Math.min(count / 6, 12)];
    }

    /** Level in dBFS below which seven in ten frames lie, of {@code count} frames before the latest {@code ago}. */
    public float usualLevel(int ago, int count) {
        int kept = 0;
        for (int i = ago; known(i) && i < Math.min(KEPT, ago + count); i++) {
            sorted[kept++] = level[at(i)];
        }
        if (kept == 0) {
            return (float) Level.SILENCE;
        }
        Arrays.sort(sorted, 0, kept);
        return sorted[kept * 7 / 10];
    }

    private float usualPitch(int ago) {
        int count = 0;
        for (int i = ago; known(i) && i < KEPT; i++) {
            if (pitch[at(i)] > 0) {
                sorted[count++] = pitch[at(i)];
            }
        }
        if (count == 0) {
            return 6;
        }
        Arrays.sort(sorted, 0, count);
        return sorted[count / 2];
    }
}
