package io.antiphon.control.prompts;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.api.Slice;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Prompts as programs written for the older surface know them. */
@RestController
@RequestMapping("/api/system-prompts")
public final class CompatiblePromptRoutes {
    private final CurrentOrganisation organisation;
    private final SystemPrompts prompts;
    private final AuditLog audit;

    public CompatiblePromptRoutes(CurrentOrganisation organisation, SystemPrompts prompts, AuditLog audit) {
        this.organisation = organisation;
        this.prompts = prompts;
        this.audit = audit;
    }

    /** Newest first; all of them where no limit is given. */
    @GetMapping
    ResponseEntity<List<PromptView>> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            HttpServletRequest request) {
        Slice slice = Slice.of(limit, offset, Slice.ALL);
        Slice.Found<SystemPrompt> found = prompts.newest(organisation.id(), slice);
        return slice.answer(
                new Slice.Found<>(found.items().stream().map(PromptView::of).toList(), found.total()), request);
    }

    @GetMapping("/{id}")
    PromptView get(@PathVariable String id) {
        return PromptView.of(find(id));
    }

    @PostMapping
    PromptView create(HttpServletRequest request) throws IOException {
        return PromptView.of(prompts.create(organisation.id(), PromptSettings.read(Body.read(request))));
    }

    /** Only what the body names changes. */
    @PutMapping("/{id}")
    PromptView change(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body body = Body.filled(request);
        return PromptView.of(
                prompts.change(organisation.id(), find(id).id(), null, before -> PromptSettings.read(body, before)));
    }

    @DeleteMapping("/{id}")
    Map<String, Boolean> delete(@PathVariable String id) {
        prompts.delete(organisation.id(), find(id).id(), null);
        return Map.of("deleted", true);
    }

    private SystemPrompt find(String text) {
        UUID org = organisation.id();
        UUID id = Body.id("id", text);
        return prompts.find(org, id).orElseThrow(() -> {
            audit.missed(org, SystemPrompts.KIND, id);
            return ApiFailure.notFound("Prompt not found");
        });
    }
}
