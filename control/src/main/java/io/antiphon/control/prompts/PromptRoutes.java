package io.antiphon.control.prompts;

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

/** Prompts over HTTP. An ETag names a state; If-Match makes sure that it is the one that is changed. */
@RestController
@RequestMapping("/api/v1/system-prompts")
public final class PromptRoutes {
    private final CurrentOrganisation organisation;
    private final SystemPrompts prompts;
    private final Idempotency idempotency;
    private final AuditLog audit;

    public PromptRoutes(
            CurrentOrganisation organisation, SystemPrompts prompts, Idempotency idempotency, AuditLog audit) {
        this.organisation = organisation;
        this.prompts = prompts;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    @GetMapping
    PromptView.Page list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = Limit.of(limit);
        return PromptView.Page.of(
                prompts.page(organisation.id(), after == null ? null : Body.id("after", after), most + 1), most);
    }

    @GetMapping("/{id}")
    ResponseEntity<PromptView> get(@PathVariable String id) {
        return shown(find(id));
    }

    @PostMapping
    ResponseEntity<String> create(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        PromptSettings settings = PromptSettings.read(body);
        UUID org = organisation.id();
        return idempotency.created(org, request, body, () -> PromptView.of(prompts.create(org, settings)));
    }

    /** Changes what the body names; agents that began from it stay as they are. */
    @PatchMapping("/{id}")
    ResponseEntity<PromptView> change(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String wanted,
            HttpServletRequest request)
            throws IOException {
        Body body = Body.filled(request);
        return shown(
                prompts.change(organisation.id(), find(id).id(), wanted, before -> PromptSettings.read(body, before)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String wanted) {
        prompts.delete(organisation.id(), find(id).id(), wanted);
        return ResponseEntity.noContent().build();
    }

    private SystemPrompt find(String text) {
        UUID org = organisation.id();
        UUID id = Body.id("id", text);
        return prompts.find(org, id).orElseThrow(() -> {
            audit.missed(org, SystemPrompts.KIND, id);
            return SystemPrompts.missing();
        });
    }

    private static ResponseEntity<PromptView> shown(SystemPrompt prompt) {
        return ResponseEntity.ok().eTag(prompt.tag()).body(PromptView.of(prompt));
    }
}
