package io.antiphon.server.load;

import java.util.Arrays;

/** Measured times of one kind, in milliseconds. Any thread adds. */
final class Spread {
    private double[] values = new double[1024];
    private int count;

    synchronized void add(double millis) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = millis;
    }

    /** All values, least first. */
    synchronized double[] sorted() {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted;
    }

    Quantiles quantiles() {
        return Quantiles.of(sorted());
    }
}
