package io.antiphon.server.load;

import org.jspecify.annotations.Nullable;

/** A distribution in four figures, in milliseconds; null where nothing was measured. */
public record Quantiles(
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double p99,
        @Nullable Double max) {

    static Quantiles of(double[] sorted) {
        return new Quantiles(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    /** The least value that the given share of all values does not exceed. */
    private static @Nullable Double at(double[] sorted, double share) {
        if (sorted.length == 0) {
            return null;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return rounded(sorted[Math.max(1, rank) - 1]);
    }

    static double rounded(double millis) {
        return Math.round(millis * 100) / 100.0;
    }
}
