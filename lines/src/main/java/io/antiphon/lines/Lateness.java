package io.antiphon.lines;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How late ticks came, in buckets that are at most an eighth wide. Written by one thread, read by any.
 */
final class Lateness {
    private static final int STEPS = 8;
    private static final int BUCKETS = 40 * STEPS;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final AtomicLong max = new AtomicLong();

    void add(long nanos) {
        long micros = Math.max(0, nanos) / 1000;
        int bucket = bucket(micros);
        counts.lazySet(bucket, counts.get(bucket) + 1);
        if (micros > max.get()) {
            max.lazySet(micros);
        }
    }

    long maxMicros() {
        return max.get();
    }

    /** Upper edge, in microseconds, of the bucket that holds the given share of all ticks; 0 without any. */
    long micros(double share) {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += counts.get(i);
        }
        long rank = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS && rank > 0; i++) {
            seen += counts.get(i);
            if (seen >= rank) {
                return Math.min(edge(i), max.get());
            }
        }
        return 0;
    }

    private static int bucket(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int octave = 63 - Long.numberOfLeadingZeros(micros) - 3;
        return Math.min(BUCKETS - 1, (octave + 1) * STEPS + (int) (micros >> octave) - STEPS);
    }

    private static long edge(int bucket) {
        int octave = bucket / STEPS - 1;
        return octave < 0 ? bucket : ((long) (bucket % STEPS + STEPS + 1) << octave) - 1;
    }
}
