package io.antiphon.control.reservations;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A wanted table in words that an agent can say, as the variables of its call: {@code restaurant}, {@code guest_name},
 * {@code guest_name_spelled}, {@code date}, {@code time}, {@code party_size}, {@code special_requests},
 * {@code alternatives}, {@code callback_number}, and {@code date_iso} and {@code time_iso} as tools write them.
 */
record SpokenReservation(WantedReservation wanted) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("h:mm a", Locale.ENGLISH);

    Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        variables.put("restaurant", wanted.restaurant());
        variables.put("guest_name", wanted.name());
        variables.put("guest_name_spelled", spelled(wanted.name()));
        variables.put("date", DAY.format(wanted.at()));
        variables.put("date_iso", wanted.at().toLocalDate().toString());
        variables.put("time", HOUR.format(wanted.at()));
        variables.put("time_iso", WantedReservation.text(wanted.at().toLocalTime()));
        variables.put("party_size", Integer.toString(wanted.partySize()));
        variables.put("special_requests", wanted.specialRequests().isEmpty() ? "none" : wanted.specialRequests());
        variables.put("alternatives", alternatives());
        String number = wanted.callbackNumber();
        variables.put("callback_number", number == null ? "none" : digits(number));
        return variables;
    }

    /** Letter by letter, with a pause after each name. */
    private static String spelled(String name) {
        return Arrays.stream(name.split("\\s+"))
                .map(part -> part.codePoints()
                        .mapToObj(letter -> Character.toString(letter).toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }

    private static String digits(String number) {
        return "plus " + String.join(" ", number.substring(1).split(""));
    }

    private String alternatives() {
        int minutes = wanted.flexibleMinutes();
        if (minutes == 0) {
            return "No other time and no other day will do.";
        }
        return "Any time from " + hour(-minutes) + " to " + hour(minutes) + " will do too. No other time and no other"
                + " day will.";
    }

    private String hour(int minutes) {
        var at = wanted.at().plusMinutes(minutes);
        boolean sameDay = at.toLocalDate().equals(wanted.at().toLocalDate());
        LocalTime time = at.toLocalTime();
        return HOUR.format(time) + (sameDay ? "" : " on " + DAY.format(at));
    }
}
