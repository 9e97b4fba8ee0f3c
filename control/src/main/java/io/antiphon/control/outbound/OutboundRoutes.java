package io.antiphon.control.outbound;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.calls.CallId;
import io.antiphon.control.calls.CallView;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** Placing calls over HTTP. */
@RestController
public final class OutboundRoutes {
    private static final JsonMapper JSON = new JsonMapper();

    private final CurrentOrganisation organisation;
    private final OutboundCalls outbound;
    private final Calls calls;
    private final Idempotency idempotency;

    public OutboundRoutes(
            CurrentOrganisation organisation, OutboundCalls outbound, Calls calls, Idempotency idempotency) {
        this.organisation = organisation;
        this.outbound = outbound;
        this.calls = calls;
        this.idempotency = idempotency;
    }

    /** As the older surface had it. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Result(UUID callId, String twilioCallSid, String status) {}

    private record Noted(UUID callId) {}

    private record Placed(UUID id, boolean again) {}

    /** The call as lists show it. */
    @PostMapping("/api/v1/calls/outbound")
    ResponseEntity<CallView> place(HttpServletRequest request) throws IOException {
        UUID org = organisation.id();
        Placed placed = placed(org, request);
        CallView call = calls.view(org, placed.id()).orElseThrow(() -> ApiFailure.notFound("the call was deleted"));
        var answer = ResponseEntity.status(HttpStatus.CREATED).header("Location", "/api/v1/calls/" + placed.id());
        return (placed.again() ? answer.header("Idempotent-Replayed", "true") : answer).body(call);
    }

    @PostMapping("/api/calls/outbound")
    ResponseEntity<Result> placeAsOnce(HttpServletRequest request) throws IOException {
        UUID org = organisation.id();
        Placed placed = placed(org, request);
        String sid = calls.providerCallId(org, placed.id()).orElse("");
        return ResponseEntity.ok(new Result(placed.id(), sid, "initiated"));
    }

    private Placed placed(UUID org, HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        WantedCall wanted = WantedCall.of(body);
        UUID id = CallId.at(InstantSource.system().instant());
        Idempotency.Made made;
        try {
            made = idempotency.made(org, request, body, () -> {
                outbound.note(org, id, wanted);
                return new Noted(id);
            });
        } catch (RuntimeException failure) {
            outbound.forget(id);
            throw failure;
        }
        if (!made.again()) {
            outbound.dial(org, id, wanted);
        }
        return new Placed(
                UUID.fromString(JSON.readTree(made.body()).path("callId").asString()), made.again());
    }
}
