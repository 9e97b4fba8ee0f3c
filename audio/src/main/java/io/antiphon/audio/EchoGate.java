package io.antiphon.audio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells the agent's own voice, coming back over the caller's line, from the caller's.
 *
 * <p>An echo is what was played, late by an unknown delay of up to 600 ms, quieter, and coloured by a short filter. So
 * the last 128 ms of the caller's side are compared with all that was played in time to be their cause: the delay is
 * where the two correlate best, and twelve taps around it are fitted by least squares. The share of energy they explain
 * is near 1 for an echo, bent a little or not, and near 0 for a caller who talks over it, because a caller is much
 * louder than an echo. Once an echo has been seen, its loudness against what was played is remembered as the line's
 * coupling, and what stays below it is not the caller either.
 *
 * <p>All happens at 4 kHz, where the energy of speech is. Hearing a frame only keeps it; the comparison is made when
 * {@link #isEcho} is asked. While nothing is played, nothing is done. Nothing allocates but the constructor. Not for two threads at once.
 */
public final class EchoGate {
    private static final int RATE = 4_000;
    private static final int HOP = RATE / Frame.PER_SECOND;
    private static final int WINDOW = 512;
    private static final int LONGEST = 600 * RATE / 1000;
    private static final int SIZE = 4_096;
    private static final Fourier FOURIER = new Fourier(SIZE);
    private static final int TAPS = 12;
    private static final int BEFORE = 3;

    /** Explained energy from which a faint sound is an echo; one nearly as loud as what was played must fit better. */
    private static final double FAINT_SHARE = 0.5;

    private static final double LOUD_SHARE = 0.8;

    /** Amplitude against what was played, below which a sound is faint: -15 dB. */
    private static final double FAINT = 0.18;

    /** Where the delay is already known, less has to fit. */
    private static final double KNOWN_SHARE = 0.35;

    /** What exceeds the known coupling by this factor of amplitude is the caller: 6 dB. */
    private static final double MARGIN = 2;

    /** After an echo was seen, frames for which what is as quiet is one, too. */
    private static final int HOLD = 15;

    private final Resampler callerRate;
    private final Resampler agentRate;
    private final short[] narrow = new short[HOP + 8];
    private final float[] caller = new float[WINDOW];
    private final float[] agent = new float[LONGEST + WINDOW + TAPS];
    private final float[] real = new float[SIZE];
    private final float[] imaginary = new float[SIZE];
    private final float[] crossReal = new float[SIZE];
    private final float[] crossImaginary = new float[SIZE];
    private final double[][] normal = new double[TAPS][TAPS + 1];
    private int quietFor = Integer.MAX_VALUE / 2;
    private int hold;
    private int delay = -1;
    private double coupling;
    private double share;
    private double played = 1;

    /** @param rate samples a second of the frames that will come, of both sides */
    public EchoGate(int rate) {
        callerRate = Resampler.between(rate, RATE);
        agentRate = Resampler.between(rate, RATE);
    }

    /** Takes 20 ms of the caller's side, and what is played to the caller in them; null when nothing is. */
    public void hear(Frame heard, @Nullable Frame played) {
        quietFor = played == null || Level.rms(played) < -60 ? quietFor + 1 : 0;
        hold = Math.max(0, hold - 1);
        if (isOpen()) {
            return;
        }
        push(callerRate, heard, caller);
        push(agentRate, played, agent);
    }

    private void push(Resampler resampler, @Nullable Frame frame, float[] past) {
        int length = HOP;
        if (frame == null) {
            Arrays.fill(narrow, (short) 0);
        } else {
            length = Math.min(resampler.resample(frame.samples(), 0, frame.samples().length, narrow, 0), narrow.length);
        }
        System.arraycopy(past, length, past, 0, past.length - length);
        for (int i = 0; i < length; i++) {
            past[past.length - length + i] = narrow[i];
        }
    }

    /** Whether anything was played that could still come back: otherwise there is nothing to ask. */
    public boolean isOpen() {
        return quietFor > (LONGEST + WINDOW) / HOP;
    }

    /** Whether the latest frame is the agent's own voice rather than the caller's. */
    public boolean isEcho() {
        if (isOpen()) {
            return false;
        }
        double energy = energy(caller, WINDOW - 4 * HOP, 4 * HOP);
        double loudest = loudestPlayed();
        double ratio = Math.sqrt(energy / Math.max(1, loudest));
        if (coupling > 0 && ratio > MARGIN * 2 * coupling) {
            return false;
        }
        if (hold > 0 && coupling > 0 && ratio < MARGIN * coupling) {
            return true;
        }
        boolean echo = delay >= 0 && explained(delay) >= KNOWN_SHARE && amplitude() < MARGIN * coupling;
        if (!echo) {
            int found = search();
            double fits = explained(found);
            echo = fits >= (amplitude() < FAINT ? FAINT_SHARE : LOUD_SHARE);
            if (echo) {
                delay = found;
            }
        }
        if (echo) {
            hold = HOLD;
            coupling = Math.max(coupling * 0.98, amplitude());
        }
        return echo;
    }

    /** Share of the last 128 ms that the latest comparison explained, 0 to 1. */
    public double share() {
        return share;
    }

    /** Forgets the line. */
    public void reset() {
        Arrays.fill(caller, 0);
        Arrays.fill(agent, 0);
        quietFor = Integer.MAX_VALUE / 2;
        hold = 0;
        delay = -1;
        coupling = 0;
    }

    /** Energy of the loudest 80 ms that could have come back within the last 80 ms. */
    private double loudestPlayed() {
        double loudest = 0;
        for (int from = 0; from + 4 * HOP <= agent.length; from += 2 * HOP) {
            loudest = Math.max(loudest, energy(agent, from, 4 * HOP));
        }
        return loudest;
    }

    private static double energy(float[] samples, int from, int length) {
        float sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += samples[i] * samples[i];
        }
        return sum;
    }

    /** The delay in samples at which both sides are most alike, each lag weighed by what was played then. */
    private int search() {
        Arrays.fill(real, 0);
        Arrays.fill(imaginary, 0);
        System.arraycopy(agent, 0, real, 0, agent.length);
        System.arraycopy(caller, 0, imaginary, 0, WINDOW);
        FOURIER.transform(real, imaginary);
        // Two real signals went through as one complex one; conj(caller) times agent is their correlation's spectrum.
        for (int k = 0; k < SIZE; k++) {
            int m = (SIZE - k) & (SIZE - 1);
            float ar = (real[k] + real[m]) / 2;
            float ai = (imaginary[k] - imaginary[m]) / 2;
            float cr = (imaginary[k] + imaginary[m]) / 2;
            float ci = (real[m] - real[k]) / 2;
            // Half-whitened: as the peak of coloured speech is broad, and that of bare phase is noisy.
            float weight = (float) (1 / Math.sqrt(1e3 + Math.sqrt((double) ar * ar + (double) ai * ai)));
            crossReal[k] = (ar * cr + ai * ci) * weight;
            crossImaginary[k] = (ai * cr - ar * ci) * weight;
        }
        FOURIER.transform(crossImaginary, crossReal);
        // Within the past by all of its taps; nothing comes back sooner than those that look ahead.
        int latest = agent.length - WINDOW - BEFORE;
        int best = TAPS;
        float most = -1;
        for (int at = TAPS; at <= latest; at++) {
            float alike = Math.abs(crossReal[at]);
            if (alike > most) {
                most = alike;
                best = at;
            }
        }
        return agent.length - WINDOW - best;
    }

    /** Fits the taps around a delay and tells the share of the caller's side that they explain. */
    private double explained(int lag) {
        int from = agent.length - WINDOW - lag;
        double energy = energy(caller, 0, WINDOW) + 1;
        for (int i = 0; i < TAPS; i++) {
            int at = Math.clamp((long) from + BEFORE - i, 0, agent.length - WINDOW);
            double product = 0;
            for (int n = 0; n < WINDOW; n++) {
                product += agent[at + n] * caller[n];
            }
            normal[i][TAPS] = product;
            for (int j = 0; j <= i; j++) {
                normal[i][j] = j == 0 || i == 0 ? inner(at, from + BEFORE - j) : shifted(i, j, at, from + BEFORE - j);
                normal[j][i] = normal[i][j];
            }
        }
        share = Math.clamp(solve() / energy, 0, 1);
        return share;
    }

    private double inner(int at, int other) {
        int to = Math.clamp(other, 0, agent.length - WINDOW);
        float sum = 0;
        for (int n = 0; n < WINDOW; n++) {
            sum += agent[at + n] * agent[to + n];
        }
        return sum;
    }

    /** One step back in both taps: a sample comes in at the front, one goes at the end. */
    private double shifted(int i, int j, int at, int other) {
        int to = Math.clamp(other, 0, agent.length - WINDOW);
        return normal[i - 1][j - 1]
                + (double) agent[at] * agent[to]
                - (double) agent[Math.min(at + WINDOW, agent.length - 1)]
                        * agent[Math.min(to + WINDOW, agent.length - 1)];
    }

    /** Gaussian elimination of the normal equations, slightly loaded; gives the energy that the fit explains. */
    private double solve() {
        played = Math.max(1, normal[BEFORE][BEFORE]);
        double load = played * 1e-3;
        double explained = 0;
        for (int i = 0; i < TAPS; i++) {
            double[] row = normal[i];
            row[i] += load;
            double pivot = Math.max(row[i], 1e-9);
            explained += row[TAPS] * row[TAPS] / pivot;
            for (int below = i + 1; below < TAPS; below++) {
                double factor = normal[below][i] / pivot;
                for (int k = i; k <= TAPS; k++) {
                    normal[below][k] -= factor * row[k];
                }
            }
        }
        return explained;
    }

    /** Amplitude of what was explained against what was played. */
    private double amplitude() {
        return Math.sqrt(share * energy(caller, 0, WINDOW) / played);
    }
}
