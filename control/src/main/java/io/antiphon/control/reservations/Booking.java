package io.antiphon.control.reservations;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.calls.CallId;
import io.antiphon.control.outbound.OutboundCalls;
import io.antiphon.control.outbound.WantedCall;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has restaurants called. A reservation and its call stand in the database before the carrier is asked, in one
 * transaction; from then on both end together.
 */
public final class Booking {
    private static final Logger log = LoggerFactory.getLogger(Booking.class);

    private final Reservations reservations;
    private final OutboundCalls outbound;
    private final InstantSource clock;

    public Booking(Reservations reservations, OutboundCalls outbound, InstantSource clock) {
        this.reservations = reservations;
        this.outbound = outbound;
        this.clock = clock;
    }

    /** Notes down a reservation, new or tried again, that a call of this id books. */
    interface Noting {
        Reservation noted(UUID call);
    }

    /** What was noted, and the id of its call where it was not noted before. */
    record Noted(Idempotency.Made made, UUID call) {}

    /** Notes down what a new call books; where that fails, no place is kept for the call. */
    Noted noted(Function<UUID, Idempotency.Made> noting) {
        UUID call = CallId.at(clock.instant());
        try {
            return new Noted(noting.apply(call), call);
        } catch (RuntimeException failure) {
            outbound.forget(call);
            throw failure;
        }
    }

    Reservation begin(UUID org, UUID agent, WantedReservation wanted, UUID call) {
        return reservations.add(org, agent, wanted, call, () -> outbound.note(org, call, wantedCall(agent, wanted)));
    }

    Reservation again(UUID org, UUID id, UUID call) {
        return reservations.again(
                org, id, call, before -> outbound.note(org, call, wantedCall(agent(before), before.wanted())));
    }

    /** Places the call that was noted. Where it is not placed, the reservation has failed, and says why. */
    void dial(UUID org, Reservation noted, UUID call) {
        reservations.calling(org, noted.id(), call);
        try {
            outbound.dial(org, call, wantedCall(agent(noted), noted.wanted()));
        } catch (ApiFailure failure) {
            log.warn("reservation {}: {}", noted.id(), failure.code());
            reservations.notPlaced(org, noted.id(), call, String.valueOf(failure.getMessage()));
        }
    }

    /**
     * Hangs up what rings for it.
     *
     * @throws ApiFailure where it is too late, or the carrier cannot be told
     */
    Reservation cancel(UUID org, Reservation known) {
        if (known.status() == ReservationStatus.CANCELLED) {
            return known;
        }
        Reservation.Attempt call = known.call();
        if (call != null && isUnderWay(known) && outbound.cancel(org, call.id())) {
            reservations.cancelled(org, known.id());
        }
        Reservation now = reservations.find(org, known.id()).orElseThrow(Reservations::missing);
        if (now.status() != ReservationStatus.CANCELLED) {
            throw tooLate(now);
        }
        return now;
    }

    private static boolean isUnderWay(Reservation reservation) {
        return reservation.status() == ReservationStatus.REQUESTED || reservation.status() == ReservationStatus.CALLING;
    }

    private static ApiFailure tooLate(Reservation now) {
        return switch (now.status()) {
            case CONFIRMED ->
                ApiFailure.conflict(
                        null,
                        "the restaurant has confirmed this reservation already",
                        "call the restaurant to take it back");
            case REQUESTED, CALLING ->
                ApiFailure.conflict(
                        null,
                        "the restaurant is on the line",
                        "end the call with POST /api/v1/calls/{id}/end, and look what has come of it");
            case DECLINED, UNCLEAR, FAILED, CANCELLED ->
                ApiFailure.conflict(
                        null,
                        "this reservation is over: it is " + now.status().word(),
                        "there is nothing to take back");
        };
    }

    private static UUID agent(Reservation reservation) {
        UUID agent = reservation.agent();
        if (agent == null) {
            throw ApiFailure.conflict(null, "the agent of this reservation was deleted", "make another reservation");
        }
        return agent;
    }

    private static WantedCall wantedCall(UUID agent, WantedReservation wanted) {
        return new WantedCall(agent, wanted.phone(), new SpokenReservation(wanted).variables());
    }
}
