package io.antiphon.control.outbound;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.calls.OpenCall;
import io.antiphon.control.calls.WaitingCalls;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.line.Carrier;
import io.antiphon.ports.line.DialStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to calls of which the carrier's reports do not come: asks it itself, and gives up those
 * that it never named, or that a carrier placed which is not set up any more. So no
 * call stays queued or ringing for ever.
 */
public final class Lookout implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lookout.class);
    private static final Duration EVERY = Duration.ofSeconds(20);

    /** By then it has rung out, and been reported. */
    private static final Duration LATE = OutboundCalls.RING.plusSeconds(30);

    /** A call that was never named, or whose carrier is not set up any more, is given up by then. */
    private static final Duration NAMELESS = Duration.ofMinutes(3);

    /** One of which its carrier cannot be asked is given up by then. */
    private static final Duration UNKNOWN = Duration.ofHours(6);

    private final OutboundCalls outbound;
    private final WaitingCalls waiting;
    private final Organisations organisations;
    private final InstantSource clock;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("outbound-lookout").factory());

    public Lookout(OutboundCalls outbound, WaitingCalls waiting, Organisations organisations, InstantSource clock) {
        this.outbound = outbound;
        this.waiting = waiting;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** Looks again and again from now on. */
    public Lookout start() {
        var _ = rounds.scheduleWithFixedDelay(
                this::tryToLook, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void tryToLook() {
        try {
            look();
        } catch (RuntimeException failure) {
            log.warn(
                    "calls that wait could not be looked at: {}",
                    failure.getClass().getSimpleName());
        }
    }

    /** One round. */
    void look() {
        each(clock.instant().minus(LATE), this::see);
    }

    /** Hangs up all that wait, as this server goes away. */
    public void hangUpAll() {
        each(clock.instant().plusSeconds(1), call -> {
            try {
                outbound.hangUp(call, "server_stopped");
            } catch (ApiFailure failure) {
                log.warn("call {} may ring on: {}", call.id(), failure.code());
            }
        });
    }

    private void each(Instant before, Consumer<OpenCall> action) {
        organisations.all().forEach(org -> waiting.placedBefore(org, before).forEach(action));
    }

    private void see(OpenCall call) {
        Duration age = Duration.between(call.startedAt(), clock.instant());
        String name = call.providerCallId();
        Optional<Carrier> carrier = outbound.carrierOf(call);
        if (name == null || carrier.isEmpty()) {
            if (age.compareTo(NAMELESS) > 0) {
                outbound.fail(call.org(), call.id(), "dial_failed");
            }
            return;
        }
        Optional<DialStatus> status = ask(carrier.get(), call, name, age);
        status.ifPresent(known -> outbound.stands(call, known));
    }

    private static Optional<DialStatus> ask(Carrier carrier, OpenCall call, String name, Duration age) {
        try {
            return Optional.of(carrier.status(name).orElse(DialStatus.FAILED));
        } catch (ProviderFailure failure) {
            log.warn("call {} waits, and its carrier cannot be asked: {}", call.id(), failure.kind());
            return age.compareTo(UNKNOWN) > 0 ? Optional.of(DialStatus.FAILED) : Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
