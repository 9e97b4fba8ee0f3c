package io.antiphon.control.functions;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A function as the API shows it.
 *
 * @param headers with hidden values
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record FunctionView(
        UUID id,
        String name,
        String description,
        @JsonRawValue String parameters,
        @Nullable String webhookUrl,
        String method,
        JsonNode headers,
        @JsonProperty("is_active") boolean isActive,
        Instant createdAt,
        Instant updatedAt) {
    static FunctionView of(CustomFunction function) {
        FunctionSettings settings = function.settings();
        return new FunctionView(
                function.id(),
                settings.name(),
                settings.description(),
                settings.parameters(),
                settings.webhookUrl(),
                settings.method(),
                settings.headers().hidden().stored(),
                settings.active(),
                function.createdAt(),
                function.updatedAt());
    }

    /** @param next what to give as {@code after} for what follows; null at the end */
    record Page(
            @JsonProperty("custom_functions") List<FunctionView> customFunctions,
            @Nullable String next) {
        /** @param found one more than a page holds, where there are so many */
        static Page of(List<CustomFunction> found, int most) {
            List<FunctionView> shown =
                    found.stream().limit(most).map(FunctionView::of).toList();
            return new Page(shown, found.size() > most ? shown.getLast().id().toString() : null);
        }
    }
}
