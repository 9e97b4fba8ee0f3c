package io.antiphon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.line.Carrier;
import io.antiphon.ports.line.DialStatus;
import io.antiphon.ports.line.OutboundCall;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Carrier} keeps. */
public abstract class CarrierContract {
    /** A number that can be called. */
    protected static final String NUMBER = "+15551230001";

    /** The carrier under test, which waits at most some hundred milliseconds for an answer. */
    protected abstract Carrier carrier();

    /** The same with credentials that are wrong. */
    protected abstract Carrier stranger();

    /** The same where nobody listens. */
    protected abstract Carrier unplugged();

    /** A number that is not called. */
    protected abstract String refusedNumber();

    /** The far end answers nothing to the next request, having placed the call. */
    protected abstract void losesItsAnswer();

    /** The far end has too much to do for the next request. */
    protected abstract void isTooBusy();

    /** The far end says that it is out of order, to the next request. */
    protected abstract void isOutOfOrder();

    /** How many calls the far end has placed. */
    protected abstract int placed();

    private static OutboundCall call(String to) {
        return new OutboundCall(UUID.randomUUID(), to, Duration.ofSeconds(30), Duration.ofHours(1));
    }

    @Test
    void placesACallAndSaysItsName() throws Exception {
        String name = carrier().place(call(NUMBER)).orElseThrow();
        assertThat(name).isNotBlank();
        assertThat(carrier().place(call(NUMBER))).get().isNotEqualTo(name);
        assertThat(carrier().status(name)).contains(DialStatus.QUEUED);
        assertThat(placed()).isEqualTo(2);
    }

    @Test
    void callsNobodyTwiceWhenNoAnswerComes() throws Exception {
        losesItsAnswer();
        assertThat(carrier().place(call(NUMBER))).isEmpty();
        assertThat(placed()).isOne();
    }

    @Test
    void saysThatANumberIsNotCalled() {
        fails(carrier(), refusedNumber(), Kind.BAD_REQUEST);
        assertThat(placed()).isZero();
    }

    @Test
    void tellsWhyNothingCouldBePlaced() {
        fails(stranger(), NUMBER, Kind.AUTHENTICATION);
        fails(unplugged(), NUMBER, Kind.UNREACHABLE);
        isTooBusy();
        fails(carrier(), NUMBER, Kind.RATE_LIMIT);
        isOutOfOrder();
        fails(carrier(), NUMBER, Kind.VENDOR_FAULT);
        assertThat(placed()).isZero();
    }

    private static void fails(Carrier carrier, String number, Kind kind) {
        assertThatThrownBy(() -> carrier.place(call(number)))
                .hasMessageNotContaining(number)
                .asInstanceOf(type(ProviderFailure.class))
                .extracting(ProviderFailure::kind)
                .isEqualTo(kind);
    }

    @Test
    void hangsUpOnceAndAgain() throws Exception {
        String name = carrier().place(call(NUMBER)).orElseThrow();
        carrier().hangUp(name);
        assertThat(carrier().status(name).orElseThrow().isOver()).isTrue();
        carrier().hangUp(name);
    }

    @Test
    void knowsNothingOfACallThatItDidNotPlace() throws Exception {
        assertThat(carrier().status("CA00000000000000000000000000000000")).isEmpty();
    }
}
