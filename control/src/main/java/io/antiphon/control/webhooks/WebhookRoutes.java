package io.antiphon.control.webhooks;

import io.antiphon.control.api.Body;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.api.Limit;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Webhooks over HTTP. */
@RestController
@RequestMapping("/api/v1/webhooks")
public final class WebhookRoutes {
    private static final JsonMapper JSON = new JsonMapper();

    private final CurrentOrganisation organisation;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Idempotency idempotency;
    private final AuditLog audit;

    public WebhookRoutes(
            CurrentOrganisation organisation,
            Webhooks webhooks,
            Deliveries deliveries,
            Idempotency idempotency,
            AuditLog audit) {
        this.organisation = organisation;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    record All(List<WebhookView> webhooks) {}

    /** @param next what to give as {@code before} for what follows; null at the end */
    record Page(List<Delivery> deliveries, @Nullable UUID next) {}

    @GetMapping
    All list() {
        return new All(
                webhooks.list(organisation.id()).stream().map(WebhookView::of).toList());
    }

    @GetMapping("/{id}")
    WebhookView get(@PathVariable String id) {
        return WebhookView.of(find(id));
    }

    /** What is kept of the answer for a request that is sent again holds no secret: it is opened once more. */
    @PostMapping
    ResponseEntity<String> create(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        WebhookSettings settings = WebhookSettings.read(body);
        UUID org = organisation.id();
        Idempotency.Made made =
                idempotency.made(org, request, body, () -> WebhookView.of(webhooks.create(org, settings)));
        ObjectNode shown = (ObjectNode) JSON.readTree(made.body());
        webhooks.secret(org, UUID.fromString(shown.path("id").asString()))
                .ifPresent(secret -> shown.put("secret", secret.text()));
        var answer = ResponseEntity.status(HttpStatus.CREATED)
                .header("Cache-Control", "no-store")
                .contentType(MediaType.APPLICATION_JSON);
        return (made.again() ? answer.header("Idempotent-Replayed", "true") : answer)
                .body(JSON.writeValueAsString(shown));
    }

    /** Changes what the body names. */
    @PatchMapping("/{id}")
    WebhookView change(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body body = Body.filled(request);
        return WebhookView.of(webhooks.change(organisation.id(), find(id).id(), before -> before.changed(body)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        webhooks.delete(organisation.id(), find(id).id());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/rotate")
    ResponseEntity<WebhookView> rotate(@PathVariable String id) {
        Webhooks.Fresh fresh = webhooks.rotate(organisation.id(), find(id).id());
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(WebhookView.of(fresh.webhook(), fresh.secret()));
    }

    @PostMapping("/{id}/test")
    ResponseEntity<Delivery> test(@PathVariable String id) {
        return ResponseEntity.accepted().body(deliveries.test(organisation.id(), find(id).id()));
    }

    @GetMapping("/{id}/deliveries")
    Page deliveries(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String before) {
        int most = Limit.of(limit);
        UUID from = before == null ? null : Body.id("before", before);
        List<Delivery> found = deliveries.list(organisation.id(), find(id).id(), from, most + 1);
        List<Delivery> shown = found.stream().limit(most).toList();
        return new Page(shown, found.size() > most ? shown.getLast().id() : null);
    }

    @PostMapping("/{id}/deliveries/{delivery}/redeliver")
    ResponseEntity<Delivery> redeliver(@PathVariable String id, @PathVariable String delivery) {
        return ResponseEntity.accepted()
                .body(deliveries.again(organisation.id(), find(id).id(), Body.id("delivery", delivery)));
    }

    private Webhook find(String text) {
        UUID org = organisation.id();
        UUID id = Body.id("id", text);
        return webhooks.find(org, id).orElseThrow(() -> {
            audit.missed(org, Webhooks.KIND, id);
            return Webhooks.missing();
        });
    }
}
