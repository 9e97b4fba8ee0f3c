package io.antiphon.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@link RelayLoadTest} measures, in milliseconds. Any thread adds; counts only while it is open. */
final class RelayFigures {
    /** From a caller's message to the vendor, and from the vendor's first sound of an answer to the caller. */
    final Spread up = new Spread();

    final Spread down = new Spread();
    final Spread truncation = new Spread();
    final AtomicInteger missed = new AtomicInteger();
    private volatile boolean open;

    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    boolean isOpen() {
        return open;
    }

    /** Measured times of one kind. */
    final class Spread {
        private double[] values = new double[1024];
        private int count;

        synchronized void add(double millis) {
            if (!open) {
                return;
            }
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = millis;
        }

        synchronized double[] sorted() {
            double[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            return sorted;
        }

        /** The least value that the given share of all does not exceed; NaN where there is none. */
        double at(double share) {
            double[] sorted = sorted();
            return sorted.length == 0 ? Double.NaN : sorted[Math.max(1, (int) Math.ceil(share * sorted.length)) - 1];
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "p50 %.2f  p95 %.2f  p99 %.2f  max %.2f ms of %d",
                    at(0.5),
                    at(0.95),
                    at(0.99),
                    at(1),
                    sorted().length);
        }
    }
}
