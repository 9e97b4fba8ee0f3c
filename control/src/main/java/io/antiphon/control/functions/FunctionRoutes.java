package io.antiphon.control.functions;

import io.antiphon.control.api.Body;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.api.Limit;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Functions over HTTP. An ETag names a state; If-Match makes sure that it is the one that is changed. */
@RestController
@RequestMapping("/api/v1/custom-functions")
public final class FunctionRoutes {
    private final CurrentOrganisation organisation;
    private final CustomFunctions functions;
    private final Idempotency idempotency;
    private final AuditLog audit;

    public FunctionRoutes(
            CurrentOrganisation organisation, CustomFunctions functions, Idempotency idempotency, AuditLog audit) {
        this.organisation = organisation;
        this.functions = functions;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    @GetMapping
    FunctionView.Page list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = Limit.of(limit);
        return FunctionView.Page.of(
                functions.page(organisation.id(), after == null ? null : Body.id("after", after), most + 1), most);
    }

    @GetMapping("/{id}")
    ResponseEntity<FunctionView> get(@PathVariable String id) {
        return shown(find(id));
    }

    @PostMapping
    ResponseEntity<String> create(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        FunctionSettings settings = FunctionSettings.read(body);
        UUID org = organisation.id();
        return idempotency.created(org, request, body, () -> FunctionView.of(functions.create(org, settings)));
    }

    /** Changes what the body names; it counts from the next call. */
    @PatchMapping("/{id}")
    ResponseEntity<FunctionView> change(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String wanted,
            HttpServletRequest request)
            throws IOException {
        Body body = Body.filled(request);
        return shown(functions.change(
                organisation.id(), find(id).id(), wanted, before -> FunctionSettings.read(body, before)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String wanted) {
        functions.delete(organisation.id(), find(id).id(), wanted);
        return ResponseEntity.noContent().build();
    }

    private CustomFunction find(String text) {
        UUID org = organisation.id();
        UUID id = Body.id("id", text);
        return functions.find(org, id).orElseThrow(() -> {
            audit.missed(org, CustomFunctions.KIND, id);
            return CustomFunctions.missing();
        });
    }

    private static ResponseEntity<FunctionView> shown(CustomFunction function) {
        return ResponseEntity.ok().eTag(function.tag()).body(FunctionView.of(function));
    }
}
