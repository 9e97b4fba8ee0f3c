package io.antiphon.control.reservations;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a call to a restaurant, as the agent records it.
 *
 * @param status confirmed, declined or unclear
 * @param date of the table that was confirmed; null for the one that was wanted
 * @param time as {@code date}
 */
record Outcome(
        ReservationStatus status,
        @Nullable ConfirmationNumber number,
        @Nullable LocalDate date,
        @Nullable LocalTime time,
        @Nullable String note) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_NOTE = 1_000;

    /** The agent said something that cannot be recorded; the message tells it what to say in its place. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /** Reads the arguments of the tool. */
    static Outcome of(String arguments) throws Unusable {
        JsonNode said = object(arguments);
        ReservationStatus status = switch (said.path("outcome").asString("").toLowerCase(Locale.ROOT)) {
            case "confirmed" -> ReservationStatus.CONFIRMED;
            case "declined" -> ReservationStatus.DECLINED;
            case "unclear" -> ReservationStatus.UNCLEAR;
            default -> throw new Unusable("outcome must be confirmed, declined or unclear");
        };
        return new Outcome(status, number(said), date(said), time(said), note(said));
    }

    private static JsonNode object(String arguments) throws Unusable {
        try {
            JsonNode said = JSON.readTree(arguments);
            if (said.isObject()) {
                return said;
            }
        } catch (JacksonException notJson) {
            // Told below, like JSON of another kind.
        }
        throw new Unusable("the arguments must be a JSON object with an outcome");
    }

    private static @Nullable ConfirmationNumber number(JsonNode said) throws Unusable {
        String text = text(said, "confirmation_number");
        if (text == null) {
            return null;
        }
        return ConfirmationNumber.of(text)
                .orElseThrow(() ->
                        new Unusable("confirmation_number must be the letters and digits alone, such as TBL4729"));
    }

    private static @Nullable LocalDate date(JsonNode said) throws Unusable {
        String text = text(said, "date");
        try {
            return text == null ? null : WantedReservation.date(text);
        } catch (DateTimeException notOne) {
            throw new Unusable("date must be written as 2026-12-24");
        }
    }

    private static @Nullable LocalTime time(JsonNode said) throws Unusable {
        String text = text(said, "time");
        try {
            return text == null ? null : WantedReservation.time(text);
        } catch (DateTimeException notOne) {
            throw new Unusable("time must be written as 19:30, by a clock of 24 hours");
        }
    }

    private static @Nullable String note(JsonNode said) {
        String text = text(said, "note");
        return text == null ? null : text.substring(0, Math.min(text.length(), LONGEST_NOTE));
    }

    private static @Nullable String text(JsonNode said, String field) {
        JsonNode value = said.path(field);
        String text = value.isString() || value.isNumber()
                ? value.asString().replace('\u0000', ' ').strip()
                : "";
        return text.isEmpty() ? null : text;
    }

    /** Leaves out what was said. */
    @Override
    public String toString() {
        return "Outcome[" + status.word() + "]";
    }
}
