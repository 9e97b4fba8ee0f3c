package io.antiphon.control.calls;

import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Calls as programs written for the older surface know them. */
@RestController
@RequestMapping("/api/calls")
public final class CompatibleCallRoutes {
    /** ITU-T E.164: a plus sign and at most fifteen digits. */
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

    private final CurrentOrganisation organisation;
    private final CompatibleCalls calls;
    private final CallDeletion deletion;
    private final Agents agents;
    private final AuditLog audit;

    public CompatibleCallRoutes(
            CurrentOrganisation organisation,
            CompatibleCalls calls,
            CallDeletion deletion,
            Agents agents,
            AuditLog audit) {
        this.organisation = organisation;
        this.calls = calls;
        this.deletion = deletion;
        this.agents = agents;
        this.audit = audit;
    }

    /** The last hundred. */
    @GetMapping
    List<CompatibleCalls.View> list() {
        return calls.list(organisation.id());
    }

    @GetMapping("/{id}")
    CompatibleCalls.View get(@PathVariable String id) {
        UUID call = Body.id("id", id);
        return calls.find(organisation.id(), call).orElseThrow(() -> missing(call));
    }

    @GetMapping("/{id}/transcript")
    List<CompatibleCalls.Line> transcript(@PathVariable String id) {
        UUID call = Body.id("id", id);
        return calls.transcript(organisation.id(), call).orElseThrow(() -> missing(call));
    }

    @DeleteMapping("/{id}")
    Map<String, Boolean> delete(@PathVariable String id) {
        UUID call = Body.id("id", id);
        if (!deletion.delete(organisation.id(), call)) {
            throw missing(call);
        }
        return Map.of("deleted", true);
    }

    /** Checks what is asked for. There is no line yet that could place the call, and it says so. */
    @PostMapping("/outbound")
    void outbound(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        UUID agent = body.id("agent_id");
        String number = body.text("to_number");
        body.end();
        if (agent == null) {
            throw ApiFailure.invalid("agent_id", "agent_id is missing");
        }
        if (!E164.matcher(number).matches()) {
            throw ApiFailure.invalid("to_number", "to_number must be a number such as +15551234567");
        }
        UUID org = organisation.id();
        if (agents.find(org, agent.toString()).isEmpty()) {
            audit.missed(org, "agent", agent);
            throw ApiFailure.notFound("Agent not found");
        }
        throw ApiFailure.of(
                503,
                "outbound_not_configured",
                "this server has no line that places calls",
                "let callers come in by a browser or a Twilio media stream");
    }

    private ApiFailure missing(UUID call) {
        audit.missed(organisation.id(), "call", call);
        return ApiFailure.notFound("Call not found");
    }
}
