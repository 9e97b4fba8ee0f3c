package io.antiphon.control.prompts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A prompt as the API shows it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record PromptView(
        UUID id,
        String name,
        String content,
        @Nullable String description,
        @Nullable String category,
        Map<String, String> variables,
        @JsonProperty("is_default") boolean isDefault,
        Instant createdAt,
        Instant updatedAt) {
    static PromptView of(SystemPrompt prompt) {
        PromptSettings settings = prompt.settings();
        return new PromptView(
                prompt.id(),
                settings.name(),
                settings.content(),
                settings.description().isEmpty() ? null : settings.description(),
                settings.category().isEmpty() ? null : settings.category(),
                settings.variables(),
                settings.preferred(),
                prompt.createdAt(),
                prompt.updatedAt());
    }

    /** @param next what to give as {@code after} for what follows; null at the end */
    record Page(
            @JsonProperty("system_prompts") List<PromptView> systemPrompts,
            @Nullable String next) {
        /** @param found one more than a page holds, where there are so many */
        static Page of(List<SystemPrompt> found, int most) {
            List<PromptView> shown =
                    found.stream().limit(most).map(PromptView::of).toList();
            return new Page(shown, found.size() > most ? shown.getLast().id().toString() : null);
        }
    }
}
