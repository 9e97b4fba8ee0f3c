package io.antiphon.control.calls;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.api.Slice;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Calls as programs written for the older surface know them. */
@RestController
@RequestMapping("/api/calls")
public final class CompatibleCallRoutes {
    private static final int USUAL = 100;

    private final CurrentOrganisation organisation;
    private final CompatibleCalls calls;
    private final CallDeletion deletion;
    private final AuditLog audit;

    public CompatibleCallRoutes(
            CurrentOrganisation organisation, CompatibleCalls calls, CallDeletion deletion, AuditLog audit) {
        this.organisation = organisation;
        this.calls = calls;
        this.deletion = deletion;
        this.audit = audit;
    }

    /** Newest first; the last hundred where no limit is given. */
    @GetMapping
    ResponseEntity<List<CompatibleCalls.View>> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            HttpServletRequest request) {
        Slice slice = Slice.of(limit, offset, USUAL);
        return slice.answer(calls.list(organisation.id(), slice), request);
    }

    @GetMapping("/{id}")
    CompatibleCalls.View get(@PathVariable String id) {
        UUID call = Body.id("id", id);
        return calls.find(organisation.id(), call).orElseThrow(() -> missing(call));
    }

    @GetMapping("/{id}/transcript")
    ResponseEntity<List<CompatibleCalls.Line>> transcript(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            HttpServletRequest request) {
        UUID call = Body.id("id", id);
        Slice slice = Slice.of(limit, offset, Slice.ALL);
        return slice.answer(
                slice.of(calls.transcript(organisation.id(), call).orElseThrow(() -> missing(call))), request);
    }

    @DeleteMapping("/{id}")
    Map<String, Boolean> delete(@PathVariable String id) {
        UUID call = Body.id("id", id);
        if (!deletion.delete(organisation.id(), call)) {
            throw missing(call);
        }
        return Map.of("deleted", true);
    }

    private ApiFailure missing(UUID call) {
        audit.missed(organisation.id(), "call", call);
        return ApiFailure.notFound("Call not found");
    }
}
