package io.antiphon.control.webhooks;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was sent to webhooks, and what became of it. */
public final class Deliveries {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final Tenancy tenancy;
    private final Webhooks webhooks;
    private final AuditLog audit;
    private final InstantSource clock;

    public Deliveries(Tenancy tenancy, Webhooks webhooks, AuditLog audit, InstantSource clock) {
        this.tenancy = tenancy;
        this.webhooks = webhooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** Newest first, those before the delivery {@code before} where it is given. */
    List<Delivery> list(UUID org, UUID webhook, @Nullable UUID before, int limit) {
        return tenancy.within(
                org,
                sql -> sql.sql("""
                                select * from webhook_logs where webhook_id = :webhook and seq < coalesce(
                                    (select seq from webhook_logs where id = cast(:before as uuid)), 9223372036854775807)
                                order by seq desc limit :limit
                                """)
                        .param("webhook", webhook)
                        .param("before", before == null ? null : before.toString())
                        .param("limit", limit)
                        .query(Delivery::read)
                        .list());
    }

    /** Sends an event of no meaning. */
    Delivery test(UUID org, UUID webhook) {
        ObjectNode data = JSON.createObjectNode().put("message", "It works.");
        HookEvent event = HookEvent.of(EventType.WEBHOOK_TEST, clock.instant(), data);
        return tenancy.within(org, sql -> {
            checkActive(org, webhook);
            Delivery delivery = sql.sql("""
                            insert into webhook_logs (
                                webhook_id, event_id, event, data, happened_at, created_at, next_attempt_at)
                            values (:webhook, :id, :event, :data, :now, :now, :now) returning *
                            """)
                    .param("webhook", webhook)
                    .param("id", event.id())
                    .param("event", event.type().word())
                    .param("data", JSON.writeValueAsString(event.data()))
                    .param("now", Timestamp.from(event.at()))
                    .query(Delivery::read)
                    .single();
            audit.record(org, Change.of("webhook.tested", Webhooks.KIND, webhook));
            return delivery;
        });
    }

    /** Sends the event of a delivery once more. */
    Delivery again(UUID org, UUID webhook, UUID id) {
        return tenancy.within(org, sql -> {
            checkActive(org, webhook);
            Delivery delivery = sql.sql("""
                            insert into webhook_logs (
                                webhook_id, call_id, event_id, event, data, happened_at, again, created_at,
                                next_attempt_at)
                            select webhook_id, call_id, event_id, event, data, happened_at, true, :now, :now
                            from webhook_logs where id = :id and webhook_id = :webhook
                            returning *
                            """)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("id", id)
                    .param("webhook", webhook)
                    .query(Delivery::read)
                    .optional()
                    .orElseThrow(() -> ApiFailure.notFound("this webhook has no delivery of this id"));
            audit.record(
                    org,
                    new Change(
                            "webhook.redelivered",
                            Webhooks.KIND,
                            webhook.toString(),
                            Map.of("event_id", delivery.eventId())));
            return delivery;
        });
    }

    private void checkActive(UUID org, UUID webhook) {
        if (!webhooks.find(org, webhook)
                .orElseThrow(Webhooks::missing)
                .settings()
                .active()) {
            throw ApiFailure.conflict("is_active", "this webhook is switched off", "set is_active to true first");
        }
    }

    /** Deletes what was kept long enough; tells how many. */
    public int deleteOld(UUID org) {
        return tenancy.within(
                org,
                sql -> sql.sql("delete from webhook_logs where created_at < ?")
                        .param(Timestamp.from(clock.instant().minus(KEPT)))
                        .update());
    }
}
