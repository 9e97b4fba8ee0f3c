package io.antiphon.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final long MILLIS = 1_000_000;

    private long now;
    private final Admission admission = new Admission(2, Duration.ZERO, () -> now);

    @Test
    void letsACallBeginAtOnceWhileTheMachineKeepsUp() throws Exception {
        admission.looked(5 * MILLIS);
        assertThat(admission.enter()).isTrue();
        assertThat(admission.enter()).isTrue();
    }

    @Test
    void letsNoMoreBeginTogetherThanItIsToldTo() throws Exception {
        admission.enter();
        admission.enter();
        assertThat(admission.enter()).as("a third").isFalse();
        admission.begun();
        assertThat(admission.enter()).as("once one of them has begun").isTrue();
    }

    @Test
    void letsOneASecondBeginWhileTheMachineIsLate() throws Exception {
        admission.enter();
        admission.begun();
        admission.looked(200 * MILLIS);
        assertThat(admission.enter()).isFalse();
        now += 1_000 * MILLIS;
        admission.looked(200 * MILLIS);
        assertThat(admission.enter()).isTrue();
        assertThat(admission.enter()).isFalse();
    }

    @Test
    void letsCallsBeginFreelyOnceTheMachineHasKeptUpForAWhile() throws Exception {
        admission.enter();
        admission.begun();
        admission.looked(200 * MILLIS);
        now += 300 * MILLIS;
        admission.looked(0);
        assertThat(admission.enter()).isFalse();
        now += 100 * MILLIS;
        admission.looked(0);
        assertThat(admission.enter()).isTrue();
    }

    @Test
    void forgetsWhoHasGivenUp() throws Exception {
        admission.enter();
        admission.enter();
        admission.enter();
        assertThat(admission.waiting()).isZero();
        admission.begun();
        assertThat(admission.enter()).isTrue();
    }
}
