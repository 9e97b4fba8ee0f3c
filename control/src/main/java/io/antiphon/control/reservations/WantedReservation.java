package io.antiphon.control.reservations;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.outbound.WantedCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table that somebody wants.
 *
 * @param phone of the restaurant, ITU-T E.164
 * @param at when, by the clocks of {@code zone}
 * @param partySize people
 * @param name under which it is to be kept
 * @param specialRequests empty for none
 * @param flexibleMinutes how much earlier or later it may be; 0 for not at all
 * @param callbackNumber where the restaurant reaches whoever wants it, E.164
 */
public record WantedReservation(
        String restaurant,
        String phone,
        LocalDateTime at,
        ZoneId zone,
        int partySize,
        String name,
        String specialRequests,
        int flexibleMinutes,
        @Nullable String callbackNumber) {
    static final int LARGEST_PARTY = 12;
    static final int MOST_FLEXIBLE = 12 * 60;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REQUESTS = 500;
    private static final Duration FARTHEST = Duration.ofDays(366);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);

    /**
     * Reads it; the rest of the body must be nothing else.
     *
     * @throws ApiFailure naming the first field that cannot be used
     */
    static WantedReservation of(Body body, Instant now) {
        var wanted = new WantedReservation(
                line(body, "restaurant"),
                number("phone", body.text("phone")),
                LocalDateTime.of(
                        read(body, "date", "date must be a day such as 2026-12-24", WantedReservation::date),
                        read(body, "time", "time must be a time of day such as 19:30", WantedReservation::time)),
                read(body, "time_zone", "time_zone must be the restaurant's, such as Europe/Berlin", ZoneId::of),
                within(body, "party_size", 0, 1, LARGEST_PARTY, "people"),
                line(body, "name"),
                requests(body),
                within(body, "flexible_minutes", 0, 0, MOST_FLEXIBLE, "minutes"),
                callback(body));
        body.end();
        wanted.checkTime(now);
        return wanted;
    }

    /** @throws DateTimeException where it is no day written as {@code 2026-12-24} */
    static LocalDate date(String text) {
        return LocalDate.parse(text, DATE);
    }

    /** @throws DateTimeException where it is no time of day written as {@code 19:30} */
    static LocalTime time(String text) {
        return LocalTime.parse(text, TIME);
    }

    static String text(LocalTime time) {
        return TIME.format(time);
    }

    /** Whether it is too late to ask for it. */
    boolean isPast(Instant now) {
        return !at.atZone(zone).toInstant().isAfter(now);
    }

    /** Whether a table at this time would do. */
    boolean allows(LocalDateTime other) {
        return Math.abs(Duration.between(at, other).toMinutes()) <= flexibleMinutes;
    }

    private void checkTime(Instant now) {
        if (isPast(now)) {
            boolean today = at.toLocalDate().equals(now.atZone(zone).toLocalDate());
            String field = today ? "time" : "date";
            throw ApiFailure.unprocessable(field, field + " is past at the restaurant: choose a later one");
        }
        if (at.atZone(zone).toInstant().isAfter(now.plus(FARTHEST))) {
            throw ApiFailure.unprocessable("date", "date must lie within a year from now");
        }
    }

    private static <T> T read(Body body, String field, String remedy, Function<String, T> reader) {
        String text = body.text(field);
        try {
            return reader.apply(text);
        } catch (DateTimeException notOne) {
            throw ApiFailure.unprocessable(field, remedy);
        }
    }

    private static String line(Body body, String field) {
        String text = body.text(field).strip();
        if (text.isEmpty() || text.length() > LONGEST_NAME || text.codePoints().anyMatch(Character::isISOControl)) {
            throw ApiFailure.unprocessable(
                    field, field + " must hold 1 to " + LONGEST_NAME + " characters in one line");
        }
        return text;
    }

    private static String requests(Body body) {
        String text = Objects.requireNonNull(body.text("special_requests", "")).strip();
        if (text.length() > LONGEST_REQUESTS) {
            throw ApiFailure.unprocessable(
                    "special_requests", "special_requests may hold at most " + LONGEST_REQUESTS + " characters");
        }
        return text;
    }

    private static @Nullable String callback(Body body) {
        String text = body.text("callback_number", null);
        return text == null ? null : number("callback_number", text);
    }

    private static String number(String field, String text) {
        if (!WantedCall.isNumber(text)) {
            throw ApiFailure.unprocessable(
                    field, field + " must be a number with its country's code, such as +15551234567");
        }
        return text;
    }

    private static int within(Body body, String field, int otherwise, int least, int most, String what) {
        if (least > otherwise && !body.has(field)) {
            throw ApiFailure.invalid(field, field + " is missing");
        }
        int number = body.integer(field, otherwise);
        if (number < least || number > most) {
            throw ApiFailure.unprocessable(field, field + " must be " + least + " to " + most + " " + what);
        }
        return number;
    }

    /** Leaves out who wants it, and where. */
    @Override
    public String toString() {
        return "WantedReservation[" + partySize + " at " + at + " " + zone + "]";
    }
}
