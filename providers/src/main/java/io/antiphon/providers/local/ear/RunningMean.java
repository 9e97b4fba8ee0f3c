package io.antiphon.providers.local.ear;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.ToDoubleFunction;

/**
 * Takes a caller's mean spectrum away from each frame, so that voice, telephone and loudness matter less. Learned over a
 * call from what is loud enough to be speech; the first moments of a call wait until there is something to go by. One a
 * call, used by one thread at a time.
 */
final class RunningMean {
    /** How far below the loudest frame speech may lie, in nepers of power: 22 dB. */
    static final double DEPTH = 5;

    /** Loud frames that are needed before the first frame can be given. */
    private static final int ENOUGH = 60;
    /** Frames that wait at most. */
    private static final int PATIENCE = 150;
    /** Frames after which the old begins to be forgotten. */
    private static final double MEMORY = 800;
    /** How much the loudest is forgotten with each frame, in nepers. */
    private static final double FADE = 0.005;

    private final ToDoubleFunction<double[]> loudness;
    private final Queue<double[]> waiting = new ArrayDeque<>();
    private double[] sum = new double[0];
    private double weight;
    private double loudest = Double.NEGATIVE_INFINITY;

    /** @param loudness of a frame, as natural logarithm of a power */
    RunningMean(ToDoubleFunction<double[]> loudness) {
        this.loudness = loudness;
    }

    void hear(double[] frame, Spectrum.Sink sink) {
        loudest = Math.max(loudest - FADE, loudness.applyAsDouble(frame));
        if (weight > 0) {
            learn(frame);
            sink.frame(without(frame));
            return;
        }
        waiting.add(frame);
        if (waiting.size() >= PATIENCE || waiting.stream().filter(this::isLoud).count() >= ENOUGH) {
            end(sink);
        }
    }

    /** Gives what still waits. */
    void end(Spectrum.Sink sink) {
        waiting.forEach(this::learn);
        for (double[] frame = waiting.poll(); frame != null; frame = waiting.poll()) {
            sink.frame(without(frame));
        }
    }

    private boolean isLoud(double[] frame) {
        return loudness.applyAsDouble(frame) > loudest - DEPTH;
    }

    private void learn(double[] frame) {
        if (!isLoud(frame)) {
            return;
        }
        if (weight == 0) {
            sum = new double[frame.length];
        }
        double keep = weight > MEMORY ? MEMORY / weight : 1;
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] * keep + frame[i];
        }
        weight = weight * keep + 1;
    }

    private double[] without(double[] frame) {
        double[] result = frame.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] -= sum[i] / weight;
        }
        return result;
    }
}
