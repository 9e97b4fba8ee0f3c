package io.antiphon.server.wiring;

import io.antiphon.control.api.Idempotency;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.vault.Vault;
import io.antiphon.control.webhooks.Deliveries;
import io.antiphon.control.webhooks.Dispatch;
import io.antiphon.control.webhooks.Post;
import io.antiphon.control.webhooks.Secrets;
import io.antiphon.control.webhooks.WebhookRoutes;
import io.antiphon.control.webhooks.Webhooks;
import io.antiphon.providers.tool.HttpMessages;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is told of what happens. */
@Configuration(proxyBeanMethods = false)
class Hooks {
    /** To the last byte of the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    Secrets webhookSecrets(Vault vault) {
        return new Secrets(vault);
    }

    @Bean
    Webhooks webhooks(Tenancy tenancy, Secrets secrets, AuditLog audit) {
        return new Webhooks(tenancy, secrets, audit, InstantSource.system());
    }

    @Bean
    Deliveries deliveries(Tenancy tenancy, Webhooks webhooks, AuditLog audit) {
        return new Deliveries(tenancy, webhooks, audit, InstantSource.system());
    }

    @Bean
    WebhookRoutes webhookRoutes(
            CurrentOrganisation organisation,
            Webhooks webhooks,
            Deliveries deliveries,
            Idempotency idempotency,
            AuditLog audit) {
        return new WebhookRoutes(organisation, webhooks, deliveries, idempotency, audit);
    }

    @Bean(destroyMethod = "close")
    HttpMessages httpMessages(io.antiphon.server.configuration.Configuration configuration) {
        return new HttpMessages(!configuration.calls().toolAddresses().equals("any"), PATIENCE);
    }

    @Bean(destroyMethod = "close")
    Dispatch dispatch(Tenancy tenancy, Secrets secrets, Webhooks webhooks, HttpMessages messages) {
        return new Dispatch(tenancy, secrets, webhooks, post(messages), new SecureRandom(), InstantSource.system())
                .start();
    }

    private static Post post(HttpMessages messages) {
        return (url, headers, body) -> {
            try {
                HttpMessages.Answer answer = messages.send(url, headers, body);
                return new Post.Answer(answer.status(), answer.beginning());
            } catch (HttpMessages.Unanswered unanswered) {
                throw new Post.Unanswered(String.valueOf(unanswered.getMessage()));
            }
        };
    }
}
