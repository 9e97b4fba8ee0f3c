package io.antiphon.control.agents;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.api.Limit;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.prompts.SystemPrompts;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Agents over HTTP. An ETag names a state; If-Match makes sure that it is the one that is changed. */
@RestController
@RequestMapping("/api/v1/agents")
public final class AgentRoutes {
    private final CurrentOrganisation organisation;
    private final Agents agents;
    private final Releases releases;
    private final SystemPrompts prompts;
    private final Idempotency idempotency;
    private final AuditLog audit;
    private final ProfileCheck check;

    public AgentRoutes(
            CurrentOrganisation organisation,
            Agents agents,
            Releases releases,
            SystemPrompts prompts,
            Idempotency idempotency,
            AuditLog audit,
            ProfileCheck check) {
        this.organisation = organisation;
        this.agents = agents;
        this.releases = releases;
        this.prompts = prompts;
        this.idempotency = idempotency;
        this.audit = audit;
        this.check = check;
    }

    @GetMapping
    AgentView.Page list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = Limit.of(limit);
        List<Agent> found = agents.page(organisation.id(), after == null ? null : Body.id("after", after), most + 1);
        List<AgentView> shown = found.stream().limit(most).map(this::view).toList();
        return new AgentView.Page(
                shown, found.size() > most ? shown.getLast().id().toString() : null);
    }

    @GetMapping("/{agent}")
    ResponseEntity<AgentView> get(@PathVariable("agent") String idOrName) {
        return shown(find(idOrName));
    }

    @PostMapping
    ResponseEntity<String> create(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        String name = body.text("name");
        String display = Objects.requireNonNull(body.text("display_name", name));
        UUID org = organisation.id();
        AgentProfile profile = AgentSettings.read(
                body,
                AgentSettings.usual(name, display.isBlank() ? name : display, body, () -> prompts.preferred(org)));
        refuse(org, body, profile);
        return idempotency.created(org, request, body, () -> view(releases.create(org, profile)));
    }

    /** Changes what the body names, and publishes it at once. */
    @PatchMapping("/{agent}")
    ResponseEntity<AgentView> change(
            @PathVariable("agent") String idOrName,
            @RequestHeader(name = "If-Match", required = false) @Nullable String wanted,
            HttpServletRequest request)
            throws IOException {
        Body body = Body.filled(request);
        Agent agent = find(idOrName);
        return shown(
                releases.publish(agent.org(), agent.id(), wanted, "", profile -> read(agent.org(), body, profile)));
    }

    @DeleteMapping("/{agent}")
    ResponseEntity<Void> delete(
            @PathVariable("agent") String idOrName,
            @RequestHeader(name = "If-Match", required = false) @Nullable String wanted) {
        Agent agent = find(idOrName);
        releases.delete(agent.org(), agent.id(), wanted);
        return ResponseEntity.noContent().build();
    }

    @GetMapping(value = "/{agent}/draft", produces = "application/json")
    ResponseEntity<String> draft(@PathVariable("agent") String idOrName) {
        Agent agent = find(idOrName);
        String draft = agent.draft();
        if (draft == null) {
            throw ApiFailure.notFound("this agent has no draft");
        }
        return ResponseEntity.ok().eTag(Releases.tag(agent)).body(AgentSettings.shown(draft));
    }

    /** Changes the draft, which begins as what is published. */
    @PutMapping("/{agent}/draft")
    ResponseEntity<AgentView> saveDraft(
            @PathVariable("agent") String idOrName,
            @RequestHeader(name = "If-Match", required = false) @Nullable String wanted,
            HttpServletRequest request)
            throws IOException {
        Body body = Body.filled(request);
        Agent agent = find(idOrName);
        return shown(releases.draft(agent.org(), agent.id(), wanted, profile -> read(agent.org(), body, profile)));
    }

    @DeleteMapping("/{agent}/draft")
    ResponseEntity<AgentView> discardDraft(
            @PathVariable("agent") String idOrName,
            @RequestHeader(name = "If-Match", required = false) @Nullable String wanted) {
        Agent agent = find(idOrName);
        return shown(releases.discard(agent.org(), agent.id(), wanted));
    }

    @PostMapping("/{agent}/publish")
    ResponseEntity<AgentView> publish(
            @PathVariable("agent") String idOrName,
            @RequestHeader(name = "If-Match", required = false) @Nullable String wanted,
            HttpServletRequest request)
            throws IOException {
        Body body = Body.read(request);
        String note = body.text("note", "");
        body.end();
        if (note == null || note.length() > 500) {
            throw ApiFailure.invalid("note", "note may hold at most 500 characters");
        }
        Agent agent = find(idOrName);
        return shown(releases.publishDraft(agent.org(), agent.id(), wanted, note));
    }

    @PostMapping("/{agent}/rollback")
    ResponseEntity<AgentView> rollBack(
            @PathVariable("agent") String idOrName,
            @RequestHeader(name = "If-Match", required = false) @Nullable String wanted,
            HttpServletRequest request)
            throws IOException {
        Body body = Body.read(request);
        int version = body.integer("version", 0);
        body.end();
        Agent agent = find(idOrName);
        return shown(releases.rollBack(agent.org(), agent.id(), wanted, version));
    }

    @GetMapping("/{agent}/versions")
    Versions versions(@PathVariable("agent") String idOrName) {
        Agent agent = find(idOrName);
        return new Versions(releases.versions(agent.org(), agent.id()).stream()
                .map(AgentVersion::shown)
                .toList());
    }

    /** What is different between two versions, or a version and the draft. */
    @GetMapping("/{agent}/diff")
    Differences diff(
            @PathVariable("agent") String idOrName,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        Agent agent = find(idOrName);
        return new Differences(AgentSettings.diff(state(agent, "from", from), state(agent, "to", to)));
    }

    private AgentProfile state(Agent agent, String parameter, @Nullable String named) {
        if (named == null) {
            return agent.profile();
        }
        if (named.equals("draft")) {
            String draft = agent.draft();
            return draft == null ? agent.profile() : AgentSettings.parse(draft);
        }
        try {
            return releases.version(agent.org(), agent.id(), Integer.parseInt(named))
                    .map(version -> AgentSettings.parse(version.settings()))
                    .orElseThrow(() -> ApiFailure.invalid(parameter, "there is no version " + named));
        } catch (NumberFormatException odd) {
            throw ApiFailure.invalid(parameter, parameter + " must be the number of a version, or draft");
        }
    }

    private Agent find(String idOrName) {
        UUID org = organisation.id();
        return agents.find(org, idOrName).orElseThrow(() -> missing(org, idOrName));
    }

    private ApiFailure missing(UUID org, String idOrName) {
        Agents.id(idOrName).ifPresent(id -> audit.missed(org, "agent", id));
        return ApiFailure.notFound("there is no agent of this id or name");
    }

    private AgentProfile read(UUID org, Body body, AgentProfile base) {
        AgentProfile read = AgentSettings.read(body, base);
        refuse(org, body, read);
        return read;
    }

    /** Nobody may choose anew what can never be had; what cannot be had yet is only warned of. */
    private void refuse(UUID org, Body body, AgentProfile profile) {
        for (ProfileCheck.Warning warning : check.warnings(org, profile)) {
            if (warning.hopeless() && body.has(warning.field())) {
                throw new InvalidAgent(warning.field(), warning.message());
            }
        }
    }

    private AgentView view(Agent agent) {
        String draft = agent.draft();
        AgentProfile edited = draft == null ? agent.profile() : AgentSettings.parse(draft);
        return AgentView.of(agent, check.warnings(agent.org(), edited));
    }

    private ResponseEntity<AgentView> shown(Agent agent) {
        return ResponseEntity.ok().eTag(Releases.tag(agent)).body(view(agent));
    }

    /** Newest first. */
    record Versions(List<AgentVersion> versions) {}

    /** By field. */
    record Differences(List<AgentSettings.Difference> differences) {}
}
