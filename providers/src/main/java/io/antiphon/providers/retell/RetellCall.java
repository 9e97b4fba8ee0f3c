package io.antiphon.providers.retell;

import io.antiphon.ports.line.DialStatus;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A call as Retell tells of it, in answers and in webhooks.
 *
 * @param id Retell's name for it
 * @param status {@code registered}, {@code ongoing}, {@code ended}, {@code not_connected} or {@code error}
 * @param reason its {@code disconnection_reason}; empty while there is none
 * @param began whether it was ever connected
 * @param durationMs how long it lasted; 0 where it does not say
 * @param ours the call here that it was placed for; empty for one that somebody else placed, or that came in
 * @see <a href="https://docs.retellai.com/reliability/debug-call-disconnect">Reasons of a disconnection</a>
 */
public record RetellCall(String id, String status, String reason, boolean began, long durationMs, Optional<UUID> ours) {
    /** What a call that we place is known by, in its {@code metadata}. */
    public static final String OURS = "antiphon_call_id";

    /** SIP's 486 and 603 both say that the number is there, and does not want to talk now. */
    private static final Set<String> BUSY = Set.of("dial_busy", "user_declined");

    private static final Set<String> OUR_DOING = Set.of("manual_stopped");

    /** Reads one; what it does not say is empty. */
    public static RetellCall of(JsonNode call) {
        return new RetellCall(
                call.path("call_id").asString(""),
                call.path("call_status").asString(""),
                call.path("disconnection_reason").asString(""),
                call.path("start_timestamp").asLong(0) > 0,
                duration(call),
                uuid(call.path("metadata").path(OURS).asString("")));
    }

    private static long duration(JsonNode call) {
        long said = call.path("duration_ms").asLong(0);
        long from = call.path("start_timestamp").asLong(0);
        long until = call.path("end_timestamp").asLong(0);
        return said > 0 || from <= 0 ? Math.max(0, said) : Math.max(0, until - from);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Where it stands; empty for a status that nobody knows. Retell does not tell when a telephone rings. */
    public Optional<DialStatus> stands() {
        return Optional.ofNullable(
                switch (status) {
                    case "registered" -> DialStatus.QUEUED;
                    case "ongoing" -> DialStatus.ANSWERED;
                    case "ended", "error", "not_connected" -> over();
                    default -> null;
                });
    }

    private DialStatus over() {
        if (BUSY.contains(reason)) {
            return DialStatus.BUSY;
        }
        if (reason.equals("dial_no_answer")) {
            return DialStatus.NO_ANSWER;
        }
        if (!began && OUR_DOING.contains(reason)) {
            return DialStatus.CANCELED;
        }
        return status.equals("ended") || (status.equals("error") && began) ? DialStatus.COMPLETED : DialStatus.FAILED;
    }
}
