package io.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/**
 * A promise of a time, judged on a machine that is busy with others: it may be late once, but what does not keep the promise
 * never is in time.
 */
public final class Tries {
    private static final int MOST = 5;

    private Tries() {}

    /** Something to be tried. */
    @FunctionalInterface
    public interface Try {
        /** Whether it was in time; throws where it was wrong in any other way. */
        boolean inTime() throws Exception;
    }

    /** Tries until it is in time, at most five times. */
    public static void inTime(Duration promise, Try attempt) throws Exception {
        boolean kept = false;
        for (int i = 0; i < MOST && !kept; i++) {
            kept = attempt.inTime();
        }
        assertThat(kept).as("within %s, once in %s tries", promise, MOST).isTrue();
    }
}
