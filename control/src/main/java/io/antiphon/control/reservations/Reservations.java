package io.antiphon.control.reservations;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The reservations of an organisation. A reservation's row decides who may call: it has one call at a time, and what is
 * confirmed stays so.
 */
public final class Reservations {
    static final String KIND = "reservation";

    private static final String SHOWN = """
            select r.*, c.status as call_status, c.started_at as call_started_at, c.ended_at as call_ended_at,
                c.end_reason as call_end_reason
            from reservations r left join calls c on c.id = r.call_id
            """;

    private final Tenancy tenancy;
    private final AuditLog audit;
    private final InstantSource clock;

    public Reservations(Tenancy tenancy, AuditLog audit, InstantSource clock) {
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those before {@code before}, or the newest where it is null; newest first. */
    List<Reservation> list(UUID org, @Nullable UUID before, int limit) {
        return tenancy.within(
                org,
                sql -> sql.sql(SHOWN + " where cast(:before as uuid) is null or r.id < :before"
                                + " order by r.id desc limit :limit")
                        .param("before", before, Types.OTHER)
                        .param("limit", limit)
                        .query(Reservation::read)
                        .list());
    }

    Optional<Reservation> find(UUID org, UUID id) {
        return tenancy.within(org, sql -> find(sql, id));
    }

    /** Whether a call books a table. */
    public boolean isBookedBy(UUID org, UUID call) {
        return tenancy.within(
                org,
                sql -> sql.sql("select exists (select from reservations where call_id = ?)")
                        .param(call)
                        .query(Boolean.class)
                        .single());
    }

    /**
     * A new one, which {@code call} books.
     *
     * @param noted notes down the call
     * @throws ApiFailure where this table is asked for already, or is had
     */
    Reservation add(UUID org, UUID agent, WantedReservation wanted, UUID call, Runnable noted) {
        return tenancy.within(org, sql -> {
            UUID id = bind(sql.sql("""
                            insert into reservations (
                                restaurant, phone, date, time, time_zone, party_size, name, special_requests,
                                flexible_minutes, callback_number)
                            values (
                                :restaurant, :phone, :date, :time, :zone, :party, :name, :requests, :flexible,
                                :callback)
                            on conflict do nothing returning id
                            """), wanted).query(UUID.class).optional().orElseThrow(Reservations::again);
            noted.run();
            assign(sql, id, agent, call);
            audit.record(org, Change.of(KIND + ".requested", KIND, id));
            return find(sql, id).orElseThrow();
        });
    }

    /**
     * Another call tries.
     *
     * @param noted notes down the call
     * @throws ApiFailure where another call may not try
     */
    Reservation again(UUID org, UUID id, UUID call, Consumer<Reservation> noted) {
        return tenancy.within(org, sql -> {
            Reservation before = held(sql, "id", id).orElseThrow(Reservations::missing);
            checkAgain(before);
            noted.accept(before);
            try {
                assign(sql, id, before.agent(), call);
            } catch (DuplicateKeyException other) {
                throw again();
            }
            audit.record(org, Change.of(KIND + ".retried", KIND, id));
            return find(sql, id).orElseThrow();
        });
    }

    private void checkAgain(Reservation before) {
        if (!before.status().mayTryAgain()) {
            throw ApiFailure.conflict(
                    null,
                    "this reservation is " + before.status().word(),
                    "only one that was declined, is unclear or has failed can be tried again");
        }
        Reservation.Attempt last = before.call();
        if (last != null && last.endedAt() == null) {
            throw ApiFailure.conflict(null, "its last call still goes on", "try again when it is over");
        }
        if (before.wanted().isPast(clock.instant())) {
            throw ApiFailure.conflict(null, "the time of this reservation is past", "make another one");
        }
    }

    private static void assign(JdbcClient sql, UUID id, @Nullable UUID agent, UUID call) {
        sql.sql("""
                        update reservations set
                            agent_id = :agent, call_id = :call, attempts = attempts + 1, status = 'requested', note = null,
                            error = null, error_message = null, ended_at = null, updated_at = clock_timestamp()
                        where id = :id
                        """)
                .param("agent", agent, Types.OTHER)
                .param("call", call)
                .param("id", id)
                .update();
    }

    /** The carrier is about to be asked for its call. */
    void calling(UUID org, UUID id, UUID call) {
        tenancy.run(
                org,
                sql -> sql.sql("update reservations set status = 'calling', updated_at = clock_timestamp()"
                                + " where id = ? and call_id = ? and status = 'requested'")
                        .params(id, call)
                        .update());
    }

    /** Why the carrier did not place its call. */
    void notPlaced(UUID org, UUID id, UUID call, String why) {
        tenancy.run(
                org,
                sql -> sql.sql("update reservations set error_message = ? where id = ? and call_id = ?")
                        .params(why, id, call)
                        .update());
    }

    /** Somebody has taken it back. */
    void cancelled(UUID org, UUID id) {
        audit.record(org, Change.of(KIND + ".cancelled", KIND, id));
    }

    /**
     * Writes down what the agent of its call says has come of it, once for each key.
     *
     * @param heard whether the outcome's number was found in what the restaurant said
     * @return what to tell the agent
     */
    String record(UUID org, UUID call, String key, Outcome outcome, boolean heard) {
        return tenancy.within(org, sql -> {
            Optional<Reservation> found = held(sql, "call_id", call);
            if (found.isEmpty()) {
                return "error: this call books no table any more";
            }
            UUID id = found.get().id();
            return sql.sql("select answer from reservation_outcomes where reservation_id = ? and key = ?")
                    .params(id, key)
                    .query(String.class)
                    .optional()
                    .orElseGet(() -> {
                        String answer = decide(org, sql, found.get(), outcome, heard);
                        sql.sql("insert into reservation_outcomes (reservation_id, key, answer) values (?, ?, ?)")
                                .params(id, key, answer)
                                .update();
                        return answer;
                    });
        });
    }

    private String decide(UUID org, JdbcClient sql, Reservation before, Outcome outcome, boolean heard) {
        boolean confirmed = before.status() == ReservationStatus.CONFIRMED;
        if (confirmed && outcome.status() != ReservationStatus.CONFIRMED) {
            return "error: this reservation is recorded as confirmed already, which does not change: say goodbye";
        }
        if (!confirmed && !before.status().mayBeDecided()) {
            return "error: this reservation is " + before.status().word() + " and nothing is recorded any more";
        }
        WantedReservation wanted = before.wanted();
        LocalDateTime at = LocalDateTime.of(
                outcome.date() == null ? wanted.at().toLocalDate() : outcome.date(),
                outcome.time() == null ? wanted.at().toLocalTime() : outcome.time());
        if (outcome.status() == ReservationStatus.CONFIRMED && !wanted.allows(at)) {
            return "error: not recorded, as the guest does not accept this time. Tell the restaurant that you cannot take"
                    + " this table, and ask for one that the guest accepts, or record declined";
        }
        write(sql, before, outcome, at, heard);
        audit.record(org, Actor.SYSTEM, Change.of(KIND + "." + outcome.status().word(), KIND, before.id()));
        return Answers.to(outcome, heard);
    }

    private void write(JdbcClient sql, Reservation before, Outcome outcome, LocalDateTime at, boolean heard) {
        boolean confirmed = outcome.status() == ReservationStatus.CONFIRMED;
        ConfirmationNumber number = outcome.number();
        sql.sql("""
                        update reservations set
                            status = :status,
                            confirmed_date = :date, confirmed_time = :time,
                            confirmation_number = case
                                when :confirmed then coalesce(cast(:number as text), confirmation_number)
                            end,
                            confirmation_heard = case
                                when cast(:number as text) is null then :confirmed and confirmation_heard
                                else :heard
                            end,
                            note = coalesce(cast(:note as text), note), error = null, error_message = null,
                            ended_at = coalesce(ended_at, :now), updated_at = clock_timestamp()
                        where id = :id
                        """)
                .param("status", outcome.status().word())
                .param("date", confirmed ? at.toLocalDate() : null, Types.DATE)
                .param("time", confirmed ? at.toLocalTime() : null, Types.TIME)
                .param("confirmed", confirmed)
                .param("number", number == null ? null : number.text())
                .param("heard", confirmed && heard)
                .param("note", outcome.note())
                .param("now", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .param("id", before.id())
                .update();
    }

    /** The row, which nobody else changes until this transaction ends. */
    private static Optional<Reservation> held(JdbcClient sql, String column, UUID value) {
        return sql.sql(SHOWN + " where r." + column + " = ? for update of r")
                .param(value)
                .query(Reservation::read)
                .optional();
    }

    private static Optional<Reservation> find(JdbcClient sql, UUID id) {
        return sql.sql(SHOWN + " where r.id = ?")
                .param(id)
                .query(Reservation::read)
                .optional();
    }

    private static ApiFailure again() {
        return ApiFailure.conflict(
                null,
                "this table is asked for already, or is had: the same restaurant, day, time and name",
                "look at GET /api/v1/reservations, or ask for another one");
    }

    static ApiFailure missing() {
        return ApiFailure.notFound("there is no reservation of this id");
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, WantedReservation wanted) {
        return statement
                .param("restaurant", wanted.restaurant())
                .param("phone", wanted.phone())
                .param("date", wanted.at().toLocalDate())
                .param("time", wanted.at().toLocalTime())
                .param("zone", wanted.zone().getId())
                .param("party", wanted.partySize())
                .param("name", wanted.name())
                .param("requests", wanted.specialRequests())
                .param("flexible", wanted.flexibleMinutes())
                .param("callback", wanted.callbackNumber());
    }
}
