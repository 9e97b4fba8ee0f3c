package io.antiphon.control.reservations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A table that somebody wants, and what has come of it.
 *
 * @param agent who calls; null where it was deleted
 * @param call the call that books it, or that was the last to try; null where it was deleted
 * @param attempts how many calls there were
 * @param kept the table that the restaurant keeps; null unless it is confirmed
 * @param error why nothing came of the last call, or why nobody knows, such as {@code dial_busy}
 * @param errorMessage the carrier's own words for it, where it had some
 */
record Reservation(
        UUID id,
        @Nullable UUID agent,
        @Nullable Attempt call,
        int attempts,
        ReservationStatus status,
        WantedReservation wanted,
        @Nullable Kept kept,
        @Nullable String note,
        @Nullable String error,
        @Nullable String errorMessage,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {
    /**
     * A call that tries to book it.
     *
     * @param status as calls have it
     * @param startedAt when somebody picked up; before that, when it was placed
     */
    record Attempt(
            UUID id,
            String status,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String endReason) {}

    /**
     * The table that the restaurant keeps.
     *
     * @param at by the clocks of the restaurant
     * @param number null where it gave none
     * @param heard whether the number was found in what the restaurant said
     */
    record Kept(LocalDateTime at, @Nullable String number, boolean heard) {}

    /** A row of {@link Reservations}, with its call beside it. */
    static Reservation read(ResultSet row, int number) throws SQLException {
        return new Reservation(
                row.getObject("id", UUID.class),
                row.getObject("agent_id", UUID.class),
                attempt(row),
                row.getInt("attempts"),
                ReservationStatus.of(row.getString("status")),
                new WantedReservation(
                        row.getString("restaurant"),
                        row.getString("phone"),
                        LocalDateTime.of(
                                row.getObject("date", LocalDate.class), row.getObject("time", LocalTime.class)),
                        ZoneId.of(row.getString("time_zone")),
                        row.getInt("party_size"),
                        row.getString("name"),
                        row.getString("special_requests"),
                        row.getInt("flexible_minutes"),
                        row.getString("callback_number")),
                kept(row),
                row.getString("note"),
                row.getString("error"),
                row.getString("error_message"),
                row.getObject("created_at", Timestamp.class).toInstant(),
                row.getObject("updated_at", Timestamp.class).toInstant(),
                instant(row, "ended_at"));
    }

    private static @Nullable Attempt attempt(ResultSet row) throws SQLException {
        UUID call = row.getObject("call_id", UUID.class);
        Instant started = instant(row, "call_started_at");
        return call == null || started == null
                ? null
                : new Attempt(
                        call,
                        row.getString("call_status"),
                        started,
                        instant(row, "call_ended_at"),
                        row.getString("call_end_reason"));
    }

    private static @Nullable Kept kept(ResultSet row) throws SQLException {
        LocalDate date = row.getObject("confirmed_date", LocalDate.class);
        return date == null
                ? null
                : new Kept(
                        LocalDateTime.of(date, row.getObject("confirmed_time", LocalTime.class)),
                        row.getString("confirmation_number"),
                        row.getBoolean("confirmation_heard"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }

    /** Leaves out who wants it, and where. */
    @Override
    public String toString() {
        return "Reservation[" + id + " " + status.word() + "]";
    }
}
