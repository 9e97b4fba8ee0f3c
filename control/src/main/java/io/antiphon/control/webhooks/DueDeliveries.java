package io.antiphon.control.webhooks;

import io.antiphon.control.storage.Tenancy;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Deliveries as whoever carries them out takes them: each by one at a time, whatever server that is. */
final class DueDeliveries {
    /** After so long somebody else may take what was taken: whoever did is gone. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TAKE = """
            with due as materialized (
                select l.id from webhook_logs l where l.webhook_id = :webhook and l.next_attempt_at <= :now
                    and not exists (
                        select from webhook_logs earlier
                        where earlier.webhook_id = l.webhook_id and earlier.lane = l.lane and earlier.seq < l.seq
                            and earlier.status = 'pending')
                order by l.next_attempt_at, l.seq limit :room for update of l skip locked
            )
            update webhook_logs taken set next_attempt_at = :until from due, webhooks w
            where taken.id = due.id and w.id = taken.webhook_id and w.is_active
            returning taken.*, w.url, w.secret, case when w.former_until > :now then w.former_secret end as former
            """;

    private final Tenancy tenancy;
    private final Secrets secrets;

    DueDeliveries(Tenancy tenancy, Secrets secrets) {
        this.tenancy = tenancy;
        this.secrets = secrets;
    }

    /** A webhook for which something is due. */
    record Waiting(UUID org, UUID webhook) {}

    /** Of all organisations. */
    List<Waiting> waiting(Instant now) {
        return tenancy.outside(sql -> sql.sql("select * from webhooks_due(?)")
                .param(Timestamp.from(now))
                .query((row, number) ->
                        new Waiting(row.getObject("org", UUID.class), row.getObject("webhook", UUID.class)))
                .list());
    }

    /** Takes some, the longest due first, but of one call none before the first attempt at what happened earlier. */
    List<DueDelivery> take(Waiting of, Instant now, int most) {
        return tenancy.within(
                of.org(),
                sql -> sql.sql(TAKE)
                        .param("until", Timestamp.from(now.plus(LEASE)))
                        .param("now", Timestamp.from(now))
                        .param("webhook", of.webhook())
                        .param("room", most)
                        .query(this::due)
                        .list());
    }

    /**
     * Notes what became of one.
     *
     * @param next when it is tried again; null for never
     */
    void note(DueDelivery delivery, DueDelivery.Outcome outcome, @Nullable Instant next) {
        String status = outcome.error() == null ? "delivered" : next == null ? "dead" : "failed";
        tenancy.run(
                delivery.org(),
                sql -> sql.sql("""
                                update webhook_logs set
                                    status = case when status = 'dead' and :status = 'failed' then 'dead' else :status end,
                                    next_attempt_at = case when status = 'dead' then null else cast(:next as timestamptz) end,
                                    attempts = attempts + 1, status_code = :code, latency_ms = :latency,
                                    response = :response, error = :error, last_attempt_at = :at
                                where id = :id and attempts = :before
                                """)
                        .param("status", status)
                        .param("next", next == null ? null : next.toString(), Types.VARCHAR)
                        .param("code", outcome.status(), Types.INTEGER)
                        .param("latency", millis(outcome.latency()), Types.INTEGER)
                        .param("response", storable(outcome.response()), Types.VARCHAR)
                        .param("error", outcome.error(), Types.VARCHAR)
                        .param("at", Timestamp.from(outcome.at()))
                        .param("id", delivery.id())
                        .param("before", delivery.attempts())
                        .update());
    }

    private static @Nullable Integer millis(@Nullable Duration latency) {
        return latency == null ? null : Math.toIntExact(latency.toMillis());
    }

    /** PostgreSQL's text holds every character but one. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\u0000', '\ufffd');
    }

    private DueDelivery due(ResultSet row, int number) throws SQLException {
        UUID org = row.getObject("org_id", UUID.class);
        UUID webhook = row.getObject("webhook_id", UUID.class);
        Optional<SigningSecret> own = secrets.open(org, webhook, row.getBytes("secret"));
        Optional<SigningSecret> former = secrets.open(org, webhook, row.getBytes("former"));
        return new DueDelivery(
                org,
                row.getObject("id", UUID.class),
                webhook,
                row.getString("event_id"),
                URI.create(row.getString("url")),
                message(row, webhook),
                DueDelivery.secrets(own, former),
                row.getInt("attempts"));
    }

    private static String message(ResultSet row, UUID webhook) throws SQLException {
        ObjectNode message = JSON.createObjectNode()
                .put("id", row.getString("event_id"))
                .put("event", row.getString("event"))
                .put("created_at", row.getTimestamp("happened_at").toInstant().toString())
                .put("webhook_id", webhook.toString());
        message.putRawValue("data", new RawValue(row.getString("data")));
        return JSON.writeValueAsString(message);
    }
}
