package io.antiphon.server.twilio;

import io.antiphon.ports.line.DialStatus;
import io.antiphon.providers.twilio.TwilioAddresses;
import io.antiphon.providers.twilio.TwilioStatus;
import io.antiphon.providers.twilio.Twiml;
import io.antiphon.server.configuration.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Twilio's webhooks; what is not signed by Twilio does not come here.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml#request-parameters">Parameters of a request</a>
 * @see <a href="https://www.twilio.com/docs/voice/api/call-resource#statuscallback">Status callback</a>
 */
@RestController
@RequestMapping("/api/twilio")
public final class TwilioRoutes {
    private static final Pattern AGENT = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final TwilioAddresses addresses;
    private final Reports reports;
    private final BooleanSupplier full;

    /** Who is told how a call that was placed goes on, under our name for it and Twilio's. */
    @FunctionalInterface
    public interface Reports {
        void reported(UUID call, String sid, DialStatus status);
    }

    /** @param full whether a caller would be turned away now */
    public TwilioRoutes(TwilioAddresses addresses, Reports reports, BooleanSupplier full) {
        this.addresses = addresses;
        this.reports = reports;
        this.full = full;
    }

    /**
     * Somebody calls a number at Twilio. They are connected with an agent, or hear the busy tone while all places are
     * taken or the server is shutting down.
     *
     * @param agent name or id of the agent that the number belongs to; left out for the default one
     */
    @PostMapping("/incoming")
    ResponseEntity<String> incoming(
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(name = "From", required = false) @Nullable String from) {
        if (full.getAsBoolean()) {
            return twiml(Twiml.busy());
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        if (agent != null && AGENT.matcher(agent).matches()) {
            parameters.put("agent", agent);
        }
        if (from != null && PhoneNumber.isOne(from)) {
            parameters.put("from", from);
        }
        return twiml(Twiml.connect(addresses.stream(), parameters));
    }

    private static ResponseEntity<String> twiml(String text) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8))
                .body(text);
    }

    /** A call that was placed goes on. What is not known is left: Twilio would only tell it again. */
    @PostMapping("/status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void status(
            @RequestParam("call_id") UUID call,
            @RequestParam("CallSid") String sid,
            @RequestParam("CallStatus") String status) {
        TwilioStatus.of(status).ifPresent(known -> reports.reported(call, sid, known));
    }
}
