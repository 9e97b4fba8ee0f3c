package io.antiphon.control.reservations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A reservation as the API shows it.
 *
 * @param confirmationHeard whether the number was found in what the restaurant said; null where there is no number
 * @param confirmedDate the day of the table that is kept, which may be another one than {@code date}
 * @param error why nothing came of the last call, or why nobody knows
 * @param call null where it was deleted
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReservationView(
        UUID id,
        String status,
        @Nullable UUID agentId,
        String restaurant,
        String phone,
        LocalDate date,
        String time,
        String timeZone,
        int partySize,
        String name,
        String specialRequests,
        int flexibleMinutes,
        @Nullable String callbackNumber,
        @Nullable String confirmationNumber,
        @Nullable Boolean confirmationHeard,
        @Nullable LocalDate confirmedDate,
        @Nullable String confirmedTime,
        @Nullable String note,
        @Nullable String error,
        @Nullable String errorMessage,
        int attempts,
        @Nullable Call call,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {
    private static final Map<String, String> MEANINGS = Map.of(
            "dial_busy", "the line was busy",
            "dial_no_answer", "nobody picked up",
            "dial_failed", "the call could not be placed",
            "dial_canceled", "the call was hung up before anybody picked up",
            "error_not_ready", "somebody picked up, and could not be connected",
            "server_stopped", "the server was stopped meanwhile",
            "user_hangup", "the restaurant hung up, and no outcome was recorded");

    /**
     * The call that books it, or that was the last to try.
     *
     * @param transcript where all that was said in it can be read
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Call(
            UUID id,
            String status,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String endReason,
            String transcript) {}

    static ReservationView of(Reservation reservation) {
        WantedReservation wanted = reservation.wanted();
        Reservation.Kept kept = reservation.kept();
        String number = kept == null ? null : kept.number();
        String error = reservation.error();
        return new ReservationView(
                reservation.id(),
                reservation.status().word(),
                reservation.agent(),
                wanted.restaurant(),
                wanted.phone(),
                wanted.at().toLocalDate(),
                WantedReservation.text(wanted.at().toLocalTime()),
                wanted.zone().getId(),
                wanted.partySize(),
                wanted.name(),
                wanted.specialRequests(),
                wanted.flexibleMinutes(),
                wanted.callbackNumber(),
                number,
                (kept == null || number == null) ? null : kept.heard(),
                kept == null ? null : kept.at().toLocalDate(),
                kept == null ? null : WantedReservation.text(kept.at().toLocalTime()),
                reservation.note(),
                error,
                meaning(error, reservation.errorMessage()),
                reservation.attempts(),
                call(reservation.call()),
                reservation.createdAt(),
                reservation.updatedAt(),
                reservation.endedAt());
    }

    private static @Nullable String meaning(@Nullable String error, @Nullable String told) {
        if (error == null || told != null) {
            return told;
        }
        return MEANINGS.getOrDefault(error, "the call ended, and no outcome was recorded");
    }

    private static @Nullable Call call(Reservation.@Nullable Attempt attempt) {
        return attempt == null
                ? null
                : new Call(
                        attempt.id(),
                        attempt.status(),
                        attempt.startedAt(),
                        attempt.endedAt(),
                        attempt.endReason(),
                        "/api/v1/calls/" + attempt.id());
    }
}
