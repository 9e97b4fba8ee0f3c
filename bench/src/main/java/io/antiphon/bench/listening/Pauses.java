package io.antiphon.bench.listening;

import java.util.random.RandomGenerator;

/**
 * How long people pause inside a turn. Drawn from the survival curve that LiveKit published with eot-bench for English
 * telephone talk: of pauses longer than 0.2 s, 55.6 % last longer than 0.3 s, 21.7 % than 0.6 s, 10 % than 1.0 s, 5 %
 * than 1.6 s.
 */
final class Pauses {
    private static final double[] SECONDS = {0.2, 0.3, 0.6, 1.0, 1.6, 2.5};
    private static final double[] SURVIVING = {1, 0.556, 0.217, 0.10, 0.05, 0.015};

    private Pauses() {}

    /** The length of one pause in seconds, 0.2 to 2.5. */
    static double draw(RandomGenerator random) {
        double share = 0.015 + 0.985 * random.nextDouble();
        int i = 1;
        while (SURVIVING[i] > share) {
            i++;
        }
        double part = Math.log(SURVIVING[i - 1] / share) / Math.log(SURVIVING[i - 1] / SURVIVING[i]);
        return SECONDS[i - 1] + part * (SECONDS[i] - SECONDS[i - 1]);
    }
}
