package io.antiphon.audio;

import java.util.Arrays;

/**
 * Resampling by small ratios, laid out for vector instructions.
 *
 * <p>A float dot product cannot be vectorised by the JIT compiler, because adding in another order gives another
 * result. So the loops are turned inside out: input sample {@code down * j + m} is stored as element {@code j} of
 * plane {@code m}, and then the outputs {@code up * j + r} of all {@code j} want the same taps, each at a fixed
 * distance from element {@code j}. One pass adds a few taps to a whole row of sums at once.
 *
 * <p>Samples are kept as {@code short} though the sums are {@code float}: arrays of different types cannot overlap, and
 * that is what lets HotSpot prove the loop free of dependences. {@link Math#fma} is one instruction on the processors
 * of the last ten years (x86 with FMA3, all of ARM64) and gives the same bits on each.
 */
final class PlanarResampler extends Resampler {
    /** Largest {@code up} or {@code down} for which this layout pays. */
    static final int LARGEST_RATIO = 6;

    /** Groups of {@code down} input samples filtered together. */
    private static final int BLOCK = 512;

    /** Taps of the longest pass, by which the tables are padded. */
    private static final int PASS = 4;

    private final int up;
    private final int down;
    private final int delay;
    private final int count;
    private final int history;
    private final int stride;
    private final short[] planes;
    private final float[] sums = new float[BLOCK];
    private final float[] moreSums = new float[BLOCK];
    private final short[] rounded = new short[BLOCK];

    /** For each output residue its taps, and where each tap finds its samples; with zeros to whole passes. */
    private final float[][] taps;

    private final int[][] places;

    /** Whole groups waiting behind the history, and samples of the group after them. */
    private int groups;

    private int slot;

    PlanarResampler(int from, int to) {
        super(from, to);
        this.up = up();
        this.down = down();
        LowPass filter = new LowPass(up, down);
        this.delay = filter.delay();
        this.count = filter.taps();
        this.history = Math.ceilDiv(count - 1, down);
        this.stride = history + BLOCK;
        this.planes = new short[down * stride];
        this.taps = new float[up][];
        this.places = new int[up][];
        for (int residue = 0; residue < up; residue++) {
            taps[residue] = Arrays.copyOf(filter.phase(residue * down % up), count + PASS);
            places[residue] = Arrays.copyOf(places(residue * down / up), count + PASS);
        }
    }

    /** Where the {@code count} samples before and at {@code newest} of the first group are kept, newest first. */
    private int[] places(int newest) {
        int[] result = new int[count];
        for (int k = 0; k < count; k++) {
            int sample = newest - k;
            result[k] = Math.floorMod(sample, down) * stride + history + Math.floorDiv(sample, down);
        }
        return result;
    }

    @Override
    public int delay() {
        return delay;
    }

    @Override
    int due(int length) {
        return (slot + length) / down * up;
    }

    @Override
    void run(short[] in, int start, int length, short[] out, int at) {
        int next = start;
        int end = start + length;
        int written = at;
        while (next < end) {
            next = fill(in, next, end);
            filter(out, written);
            written += groups * up;
            shift();
        }
    }

    /** Deals input samples to the planes until the block is full or the input ends. */
    private int fill(short[] in, int start, int end) {
        int next = start;
        while (slot > 0 && next < end) {
            put(in[next++]);
        }
        int whole = Math.min((end - next) / down, BLOCK - groups);
        for (int m = 0; m < down; m++) {
            deal(in, next + m, whole, m * stride + history + groups);
        }
        groups += whole;
        next += whole * down;
        while (groups < BLOCK && next < end) {
            put(in[next++]);
        }
        return next;
    }

    private void put(short sample) {
        planes[slot * stride + history + groups] = sample;
        if (++slot == down) {
            slot = 0;
            groups++;
        }
    }

    private void deal(short[] in, int start, int count, int place) {
        for (int j = 0; j < count; j++) {
            planes[place + j] = in[start + j * down];
        }
    }

    private void filter(short[] out, int at) {
        int residue = 0;
        while (residue < up) {
            // Without decimation all residues want the same samples, so two share each load.
            if (down == 1 && residue + 1 < up) {
                filterTwo(residue);
                write(sums, out, at + residue++);
                write(moreSums, out, at + residue++);
            } else {
                filterOne(residue);
                write(sums, out, at + residue++);
            }
        }
    }

    private void filterOne(int residue) {
        Arrays.fill(sums, 0, groups, 0f);
        for (int k = 0; k < count; k += 4) {
            addFour(sums, planes, taps[residue], places[residue], k, groups);
        }
    }

    private void filterTwo(int residue) {
        Arrays.fill(sums, 0, groups, 0f);
        Arrays.fill(moreSums, 0, groups, 0f);
        for (int k = 0; k < count; k += 3) {
            addThree(sums, moreSums, planes, taps[residue], taps[residue + 1], places[residue], k, groups);
        }
    }

    // More terms than these in one loop body and HotSpot gives up on vectorising it (a tenth of the speed).

    private static void addFour(float[] sums, short[] planes, float[] taps, int[] places, int k, int groups) {
        float tap0 = taps[k];
        float tap1 = taps[k + 1];
        float tap2 = taps[k + 2];
        float tap3 = taps[k + 3];
        int place0 = places[k];
        int place1 = places[k + 1];
        int place2 = places[k + 2];
        int place3 = places[k + 3];
        for (int j = 0; j < groups; j++) {
            float two = Math.fma(tap1, (float) planes[j + place1], Math.fma(tap0, (float) planes[j + place0], sums[j]));
            sums[j] = Math.fma(tap3, (float) planes[j + place3], Math.fma(tap2, (float) planes[j + place2], two));
        }
    }

    private static void addThree(
            float[] sumsA,
            float[] sumsB,
            short[] planes,
            float[] tapsA,
            float[] tapsB,
            int[] places,
            int k,
            int groups) {
        float tapA0 = tapsA[k];
        float tapA1 = tapsA[k + 1];
        float tapA2 = tapsA[k + 2];
        float tapB0 = tapsB[k];
        float tapB1 = tapsB[k + 1];
        float tapB2 = tapsB[k + 2];
        int place0 = places[k];
        int place1 = places[k + 1];
        int place2 = places[k + 2];
        for (int j = 0; j < groups; j++) {
            float sample0 = planes[j + place0];
            float sample1 = planes[j + place1];
            float sample2 = planes[j + place2];
            sumsA[j] = Math.fma(tapA2, sample2, Math.fma(tapA1, sample1, Math.fma(tapA0, sample0, sumsA[j])));
            sumsB[j] = Math.fma(tapB2, sample2, Math.fma(tapB1, sample1, Math.fma(tapB0, sample0, sumsB[j])));
        }
    }

    /** Rounds a row of sums and writes it to every {@link #up}-th sample of the output. */
    private void write(float[] row, short[] out, int at) {
        if (up == 1) {
            round(row, out, at, groups);
        } else {
            round(row, rounded, 0, groups);
            spread(rounded, out, at, up, groups);
        }
    }

    private static void round(float[] row, short[] out, int at, int groups) {
        for (int j = 0; j < groups; j++) {
            out[at + j] = toSample(row[j]);
        }
    }

    private static void spread(short[] row, short[] out, int at, int step, int groups) {
        for (int j = 0; j < groups; j++) {
            out[at + j * step] = row[j];
        }
    }

    /** Keeps the newest samples as the history of the next block, and with them a group that is not whole yet. */
    private void shift() {
        for (int m = 0; m < down; m++) {
            System.arraycopy(planes, m * stride + groups, planes, m * stride, Math.min(history + 1, stride - groups));
        }
        groups = 0;
    }

    @Override
    void forget() {
        Arrays.fill(planes, (short) 0);
        groups = 0;
        slot = 0;
    }
}
