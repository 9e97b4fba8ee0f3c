package io.antiphon.control.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A webhook as the API shows it.
 *
 * @param secret shown when it is new, and never again
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record WebhookView(
        UUID id,
        String url,
        String description,
        List<String> events,
        @JsonProperty("is_active") boolean isActive,
        Instant createdAt,
        Instant updatedAt,
        @Nullable LastDelivery lastDelivery,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {
    /** The newest delivery. */
    record LastDelivery(String status, Instant at) {}

    static WebhookView of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookView of(Webhook webhook, @Nullable SigningSecret secret) {
        WebhookSettings settings = webhook.settings();
        Webhook.Last last = webhook.last();
        return new WebhookView(
                webhook.id(),
                settings.url(),
                settings.description(),
                settings.events(),
                settings.active(),
                webhook.createdAt(),
                webhook.updatedAt(),
                last == null ? null : new LastDelivery(last.status(), last.at()),
                secret == null ? null : secret.text());
    }
}
