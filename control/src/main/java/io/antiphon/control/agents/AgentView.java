package io.antiphon.control.agents;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** An agent as the API shows it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AgentView(
        UUID id,
        String name,
        String displayName,
        String description,
        String systemPrompt,
        String greeting,
        String language,
        @Nullable String ear,
        @Nullable String llmModel,
        @Nullable String voiceId,
        List<String> toolsEnabled,
        boolean knowledge,
        List<String> likelyQuestions,
        Map<String, String> variables,
        double responsiveness,
        double interruptionSensitivity,
        int reminderTriggerMs,
        int reminderMaxCount,
        int endCallAfterSilenceMs,
        int maxCallDurationMs,
        int beginMessageDelayMs,
        boolean recording,
        @Nullable Integer retentionDays,
        boolean isActive,
        @JsonRawValue String metadata,
        int version,
        boolean hasDraft,
        Instant createdAt,
        Instant updatedAt) {

    static AgentView of(Agent agent) {
        var profile = agent.profile();
        var persona = profile.persona();
        var choices = profile.choices();
        var manner = profile.manner();
        return new AgentView(
                agent.id(),
                profile.name(),
                profile.displayName(),
                profile.description(),
                persona.systemPrompt(),
                persona.greeting(),
                profile.language(),
                choices.ear(),
                choices.llmModel(),
                choices.voiceId(),
                profile.toolsEnabled(),
                profile.knowledge(),
                persona.likelyQuestions(),
                persona.variables(),
                manner.responsiveness(),
                manner.interruptionSensitivity(),
                manner.reminderTriggerMs(),
                manner.reminderMaxCount(),
                manner.endCallAfterSilenceMs(),
                manner.maxCallDurationMs(),
                manner.beginMessageDelayMs(),
                profile.recording(),
                profile.retentionDays(),
                profile.active(),
                profile.metadata(),
                agent.version(),
                agent.draft() != null,
                agent.createdAt(),
                agent.updatedAt());
    }

    /** @param next what to give as {@code after} for what follows; null at the end */
    record Page(List<AgentView> agents, @Nullable String next) {}
}
