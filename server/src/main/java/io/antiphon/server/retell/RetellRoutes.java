package io.antiphon.server.retell;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.ports.line.DialStatus;
import io.antiphon.providers.retell.RetellCall;
import io.antiphon.providers.retell.RetellSignature;
import io.antiphon.server.configuration.Telephony;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Retell's webhook, and what is set up there. The webhook answers in the words that Retell's own servers use.
 *
 * @see <a href="https://docs.retellai.com/features/webhook-overview">Webhooks</a>
 */
@RestController
@RequestMapping("/api/retell")
public final class RetellRoutes {
    /** The transcript of two hours, thrice, with the time of every word. */
    private static final int LONGEST = 8 << 20;

    private static final Logger log = LoggerFactory.getLogger(RetellRoutes.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** Of these a call's standing may be another one than before. */
    private static final Set<String> STANDING = Set.of("call_started", "call_ended", "call_analyzed");

    private static final Set<String> OTHERS = Set.of(
            "transcript_updated", "transfer_started", "transfer_bridged", "transfer_cancelled", "transfer_ended");

    private final @Nullable RetellSignature signature;
    private final Placed placed;
    private final RetellHealth health;
    private final Telephony telephony;

    /** The calls that were placed. */
    public interface Placed {
        /** Our name for one that waits, by Retell's. */
        Optional<UUID> named(String retellCallId);

        /** Retell tells where one stands. */
        void reported(UUID call, String retellCallId, DialStatus status);
    }

    /** @param signature null where the key is not known */
    public RetellRoutes(@Nullable RetellSignature signature, Placed placed, RetellHealth health, Telephony telephony) {
        this.signature = signature;
        this.placed = placed;
        this.health = health;
        this.telephony = telephony;
    }

    /** Retell tells of a call. What is told again, or late, changes nothing. */
    @PostMapping(path = "/webhook")
    ResponseEntity<String> webhook(HttpServletRequest request) throws IOException {
        if (signature == null) {
            return answer(503, JSON.createObjectNode().put("error", "Retell integration not available"));
        }
        String signed = request.getHeader(RetellSignature.HEADER);
        byte[] body = signed == null ? new byte[0] : request.getInputStream().readNBytes(LONGEST + 1);
        if (signed == null || !signature.isRight(signed, body)) {
            log.warn("a request to Retell's webhook was not Retell's, or came more than five minutes late");
            return answer(401, JSON.createObjectNode().put("message", "Unauthorized"));
        }
        JsonNode told = read(body);
        String event = told.path("event").asString("");
        if (!STANDING.contains(event) && !OTHERS.contains(event)) {
            return answer(
                    200,
                    JSON.createObjectNode()
                            .put("status", "ignored")
                            .put("reason", "unknown_event")
                            .put("event_type", event));
        }
        // Its first webhooks called it data.
        RetellCall call = RetellCall.of(told.has("call") ? told.path("call") : told.path("data"));
        if (call.id().isEmpty()) {
            throw ApiFailure.invalid("call.call_id", "is missing: Retell names the call of every event");
        }
        if (STANDING.contains(event)) {
            note(call);
        }
        ObjectNode recorded = JSON.createObjectNode()
                .put("status", "recorded")
                .put("call_id", call.id())
                .put("event", event);
        if (event.equals("call_ended")) {
            recorded.put("duration_seconds", call.durationMs() / 1000);
        }
        return answer(200, recorded);
    }

    private void note(RetellCall call) {
        Optional<UUID> ours = call.ours().or(() -> placed.named(call.id()));
        Optional<DialStatus> stands = call.stands();
        if (ours.isPresent() && stands.isPresent()) {
            placed.reported(ours.get(), call.id(), stands.get());
        }
    }

    private static JsonNode read(byte[] body) {
        if (body.length > LONGEST) {
            throw ApiFailure.of(413, "too_large", "the body is larger than " + LONGEST + " bytes", "send less");
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException broken) {
            throw ApiFailure.of(400, "invalid_request", "the body is not JSON", null);
        }
    }

    private static ResponseEntity<String> answer(int status, ObjectNode json) {
        return ResponseEntity.status(HttpStatus.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.toString());
    }

    /** Whether calls over Retell work, as far as this server can tell. */
    @GetMapping(path = "/health")
    RetellHealth.View health() throws InterruptedException {
        return health.look();
    }

    /** The number at Vobiz, without secrets. */
    @GetMapping(path = "/vobiz")
    VobizView vobiz() {
        return VobizView.of(telephony);
    }
}
