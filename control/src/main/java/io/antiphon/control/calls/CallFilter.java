package io.antiphon.control.calls;

import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.ApiFailure;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are wanted.
 *
 * @param conditions values by the names of {@link #SQL}
 * @param words what must be said in them; null for anything
 */
record CallFilter(Map<String, String> conditions, @Nullable SearchText words) {
    static final CallFilter ALL = new CallFilter(Map.of(), null);

    private static final Set<String> DIRECTIONS = Set.of("inbound", "outbound");
    private static final Pattern CHANNEL = Pattern.compile("[a-z]{1,32}");
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{1,15}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{2,15}");

    /** What each condition asks of a call {@code c}; the database's {@code calls_that_say} knows the same names. */
    private static final Map<String, String> SQL = Map.ofEntries(
            Map.entry("before", "(c.started_at, c.id) < (cast(:before as timestamptz), cast(:before_id as uuid))"),
            Map.entry("from", "c.started_at >= cast(:from as timestamptz)"),
            Map.entry("to", "c.started_at < cast(:to as timestamptz)"),
            Map.entry("agent", "c.agent_id = cast(:agent as uuid)"),
            Map.entry("status", "c.status = :status"),
            Map.entry("direction", "c.direction = :direction"),
            Map.entry("channel", "c.channel = :channel"),
            Map.entry("caller", "c.caller_number = :caller"),
            Map.entry("caller_part", "position(:caller_part in c.caller_number) > 0"),
            Map.entry("provider_call", "c.provider_call_id = :provider_call"),
            Map.entry("min_seconds", "c.duration_seconds >= cast(:min_seconds as int)"),
            Map.entry("max_seconds", "c.duration_seconds <= cast(:max_seconds as int)"),
            Map.entry("interrupted", "c.interrupted = cast(:interrupted as boolean)"),
            Map.entry("error", "c.troubled = cast(:error as boolean)"));

    CallFilter {
        conditions = Map.copyOf(conditions);
    }

    /**
     * Reads the parameters of a request; those that are empty are as if they were left out.
     *
     * @throws ApiFailure naming one that cannot be used
     */
    static CallFilter of(Map<String, String> request, UUID org, Agents agents) {
        var conditions = new LinkedHashMap<String, String>();
        String words = null;
        for (var parameter : request.entrySet()) {
            String value = parameter.getValue();
            if (value.isBlank()) {
                continue;
            }
            switch (parameter.getKey()) {
                case "q" -> words = value;
                case "agent" ->
                    conditions.put(
                            "agent",
                            agents.find(org, value)
                                    .orElseThrow(
                                            () -> ApiFailure.invalid("agent", "there is no agent of this id or name"))
                                    .id()
                                    .toString());
                case "status" ->
                    conditions.put(
                            "status",
                            CallStatus.of(value)
                                    .orElseThrow(() ->
                                            ApiFailure.invalid("status", "status must be one of " + CallStatus.words()))
                                    .word());
                case "direction" ->
                    conditions.put(
                            "direction",
                            checked(DIRECTIONS.contains(value), value, "direction", "inbound or outbound"));
                case "channel" ->
                    conditions.put(
                            "channel",
                            checked(
                                    CHANNEL.matcher(value).matches(),
                                    value,
                                    "channel",
                                    "a line such as browser or twilio"));
                case "caller" -> caller(value.strip(), conditions);
                case "provider_call_id" ->
                    conditions.put(
                            "provider_call",
                            checked(
                                    value.indexOf('\u0000') < 0,
                                    value,
                                    "provider_call_id",
                                    "a carrier's name of a call"));
                case "from", "to" ->
                    conditions.put(
                            parameter.getKey(),
                            moment(parameter.getKey(), value).toString());
                case "min_seconds", "max_seconds" ->
                    conditions.put(parameter.getKey(), seconds(parameter.getKey(), value));
                case "interrupted", "error" ->
                    conditions.put(
                            parameter.getKey(),
                            checked(
                                    value.equals("true") || value.equals("false"),
                                    value,
                                    parameter.getKey(),
                                    "true or false"));
                default -> {}
            }
        }
        return new CallFilter(conditions, words == null ? null : SearchText.of(words));
    }

    private static void caller(String value, Map<String, String> conditions) {
        // A plus sign that was not encoded arrives as a space.
        String number = DIGITS.matcher(value).matches() ? value : value.replace(" ", "");
        if (NUMBER.matcher(number).matches()) {
            conditions.put("caller", number);
        } else {
            conditions.put(
                    "caller_part",
                    checked(
                            DIGITS.matcher(number).matches(),
                            number,
                            "caller",
                            "a number such as +15551234567, or two and more digits of one"));
        }
    }

    private static String checked(boolean good, String value, String field, String form) {
        if (!good) {
            throw ApiFailure.invalid(field, field + " must be " + form);
        }
        return value;
    }

    static Instant moment(String field, String value) {
        try {
            return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException odd) {
            throw ApiFailure.invalid(field, field + " must be a time such as 2026-01-31T08:00:00Z");
        }
    }

    private static String seconds(String field, String value) {
        try {
            int seconds = Integer.parseInt(value);
            if (seconds >= 0) {
                return Integer.toString(seconds);
            }
        } catch (NumberFormatException notANumber) {
            // Told below, like a number out of range.
        }
        throw ApiFailure.invalid(field, field + " must be a whole number of seconds");
    }

    /** The same, but only calls that began before this one; null for all of them. */
    CallFilter before(@Nullable CallCursor cursor) {
        if (cursor == null) {
            return this;
        }
        var more = new LinkedHashMap<>(conditions);
        more.put("before", cursor.startedAt().toString());
        more.put("before_id", cursor.id().toString());
        return new CallFilter(more, words);
    }

    /** What is asked of a call {@code c}, to be put after {@code where}. */
    String sql() {
        String asked = conditions.keySet().stream()
                .filter(SQL::containsKey)
                .sorted()
                .map(SQL::get)
                .collect(Collectors.joining(" and "));
        return asked.isEmpty() ? "true" : asked;
    }
}
