package io.antiphon.control.agents;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.api.Slice;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.prompts.SystemPrompts;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Agents as programs written for the older surface know them: {@code name} is what people read, and what nobody chose is
 * shown as that surface's standard.
 */
@RestController
@RequestMapping("/api/agents")
public final class CompatibleAgentRoutes {
    private static final String STANDARD_VOICE = "21m00Tcm4TlvDq8ikWAM";
    private static final String STANDARD_MODEL = "gpt-4";
    private static final int LONGEST_STEM = 56;
    private static final int MOST_NAMESAKES = 1_000;

    private final CurrentOrganisation organisation;
    private final Agents agents;
    private final Releases releases;
    private final SystemPrompts prompts;
    private final AuditLog audit;

    public CompatibleAgentRoutes(
            CurrentOrganisation organisation, Agents agents, Releases releases, SystemPrompts prompts, AuditLog audit) {
        this.organisation = organisation;
        this.agents = agents;
        this.releases = releases;
        this.prompts = prompts;
        this.audit = audit;
    }

    /** Newest first; all of them where no limit is given. */
    @GetMapping
    ResponseEntity<List<View>> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            HttpServletRequest request) {
        Slice slice = Slice.of(limit, offset, Slice.ALL);
        Slice.Found<Agent> found = agents.newest(organisation.id(), slice);
        return slice.answer(
                new Slice.Found<>(found.items().stream().map(View::of).toList(), found.total()), request);
    }

    @GetMapping("/{id}")
    View get(@PathVariable String id) {
        return View.of(find(id));
    }

    @PostMapping
    View create(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        String display = body.text("name");
        if (display.isBlank()) {
            throw ApiFailure.invalid("name", "name must hold 1 to 200 characters");
        }
        UUID org = organisation.id();
        return View.of(releases.create(
                org,
                read(
                        body,
                        AgentSettings.usual(freeName(org, display), display, body, () -> prompts.preferred(org))
                                .withoutTools())));
    }

    /** Only what the body names changes. */
    @PutMapping("/{id}")
    View change(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body body = Body.filled(request);
        Agent agent = find(id);
        return View.of(releases.publish(agent.org(), agent.id(), null, "", profile -> read(body, profile)));
    }

    @DeleteMapping("/{id}")
    Map<String, Boolean> delete(@PathVariable String id) {
        Agent agent = find(id);
        releases.delete(agent.org(), agent.id(), null);
        return Map.of("deleted", true);
    }

    private Agent find(String text) {
        UUID org = organisation.id();
        UUID id = Body.id("id", text);
        return agents.find(org, id.toString()).orElseThrow(() -> {
            audit.missed(org, "agent", id);
            return ApiFailure.notFound("Agent not found");
        });
    }

    private static AgentProfile read(Body body, AgentProfile base) {
        String metadata = body.has("metadata") ? body.json("metadata") : base.metadata();
        var choices = base.choices();
        AgentProfile read = new AgentProfile(
                base.name(),
                Objects.requireNonNull(body.text("name", base.displayName())),
                Objects.requireNonNull(body.text("description", body.has("description") ? "" : base.description())),
                Objects.requireNonNull(body.text("language", base.language())),
                new Persona(
                        Objects.requireNonNull(
                                body.text("system_prompt", base.persona().systemPrompt())),
                        base.persona().greeting(),
                        base.persona().likelyQuestions(),
                        base.persona().variables()),
                new Choices(
                        choices.ear(),
                        body.has("llm_model") ? body.text("llm_model", null) : choices.llmModel(),
                        body.has("voice_id") ? body.text("voice_id", null) : choices.voiceId()),
                base.manner(),
                body.texts("tools_enabled", base.toolsEnabled()),
                base.knowledge(),
                base.recording(),
                base.retentionDays(),
                body.truth("is_active", base.active()),
                metadata == null ? "{}" : metadata,
                base.refinements());
        body.end();
        return read;
    }

    /** A name for addresses, made from the one that people read; "agent" where that has no Latin letters. */
    private String freeName(UUID org, String display) {
        String plain = Normalizer.normalize(display, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String stem = plain.isEmpty() ? "agent" : plain.substring(0, Math.min(plain.length(), LONGEST_STEM));
        stem = stem.replaceAll("-$", "");
        String name = stem;
        for (int i = 2; agents.find(org, name).isPresent(); i++) {
            if (i > MOST_NAMESAKES) {
                throw ApiFailure.conflict("name", "too many agents have this name", "choose another one");
            }
            name = stem + "-" + i;
        }
        return name;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record View(
            UUID id,
            String name,
            @Nullable String description,
            String systemPrompt,
            String voiceId,
            String language,
            String llmModel,
            List<String> toolsEnabled,
            @JsonProperty("is_active") boolean isActive,
            @Nullable @JsonRawValue String metadata,
            Instant createdAt,
            Instant updatedAt) {
        static View of(Agent agent) {
            AgentProfile profile = agent.profile();
            Choices choices = profile.choices();
            return new View(
                    agent.id(),
                    profile.displayName(),
                    profile.description().isEmpty() ? null : profile.description(),
                    profile.persona().systemPrompt(),
                    choices.voiceId() == null ? STANDARD_VOICE : choices.voiceId(),
                    profile.language(),
                    choices.llmModel() == null ? STANDARD_MODEL : choices.llmModel(),
                    profile.toolsEnabled(),
                    profile.active(),
                    profile.metadata().equals("{}") ? null : profile.metadata(),
                    agent.createdAt(),
                    agent.updatedAt());
        }
    }
}
