package io.antiphon.control.webhooks;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.vault.SealedStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The webhooks of an organisation; each change has a line in the log, without their address. */
public final class Webhooks implements SealedStore {
    static final String KIND = "webhook";
    /** Everything that happens is written down once for each of them. */
    static final int MOST = 50;

    private static final Duration GRACE = Duration.ofHours(24);
    private static final String OFF = "the webhook was switched off";
    private static final String SHOWN = """
            select w.*, l.status as last_status, coalesce(l.last_attempt_at, l.created_at) as last_at
            from webhooks w left join lateral (
                select status, last_attempt_at, created_at from webhook_logs
                where webhook_id = w.id order by seq desc limit 1
            ) l on true
            """;

    private final Tenancy tenancy;
    private final Secrets secrets;
    private final AuditLog audit;
    private final InstantSource clock;

    public Webhooks(Tenancy tenancy, Secrets secrets, AuditLog audit, InstantSource clock) {
        this.tenancy = tenancy;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    /** A webhook with the secret that was made for it. */
    record Fresh(Webhook webhook, SigningSecret secret) {}

    /** Newest first. */
    List<Webhook> list(UUID org) {
        return tenancy.within(
                org,
                sql -> sql.sql(SHOWN + " order by w.created_at desc, w.id desc")
                        .query(Webhooks::webhook)
                        .list());
    }

    Optional<Webhook> find(UUID org, UUID id) {
        return tenancy.within(org, sql -> find(sql, id));
    }

    /** @throws ApiFailure where there are too many */
    Webhook create(UUID org, WebhookSettings settings) {
        return tenancy.within(org, sql -> {
            long others =
                    sql.sql("select count(*) from webhooks").query(Long.class).single();
            if (others >= MOST) {
                throw ApiFailure.conflict(null, "there are " + MOST + " webhooks already", "delete one of them first");
            }
            UUID id = sql.sql("select uuidv7()").query(UUID.class).single();
            bind(sql.sql("""
                            insert into webhooks (id, url, description, events, is_active, secret)
                            values (:id, :url, :description, string_to_array(:events, ' '), :active, :secret)
                            """), settings)
                    .param("id", id)
                    .param("secret", secrets.seal(org, id, SigningSecret.fresh()))
                    .update();
            record(org, "created", id, settings);
            return find(sql, id).orElseThrow();
        });
    }

    /** The secret that is in force; empty where there is no such webhook, or nothing opens it. */
    Optional<SigningSecret> secret(UUID org, UUID id) {
        return tenancy.within(
                        org,
                        sql -> sql.sql("select secret from webhooks where id = ?")
                                .param(id)
                                .query(byte[].class)
                                .optional())
                .flatMap(kept -> secrets.open(org, id, kept));
    }

    /** Changes one. What waits for one that is switched off is not sent any more. */
    Webhook change(UUID org, UUID id, UnaryOperator<WebhookSettings> changed) {
        return tenancy.within(org, sql -> {
            Webhook before = held(sql, id);
            WebhookSettings after = changed.apply(before.settings());
            if (after.equals(before.settings())) {
                return before;
            }
            bind(sql.sql("""
                            update webhooks set
                                url = :url, description = :description, events = string_to_array(:events, ' '),
                                is_active = :active, updated_at = clock_timestamp()
                            where id = :id
                            """), after).param("id", id).update();
            if (!after.active()) {
                giveUp(sql, id);
            }
            record(org, "changed", id, after);
            return find(sql, id).orElseThrow();
        });
    }

    /** Gives it another secret; the former one signs too for a day. */
    Fresh rotate(UUID org, UUID id) {
        return tenancy.within(org, sql -> {
            Webhook webhook = held(sql, id);
            SigningSecret secret = SigningSecret.fresh();
            sql.sql("""
                            update webhooks set
                                former_secret = secret, former_until = :until, secret = :secret,
                                updated_at = clock_timestamp()
                            where id = :id
                            """)
                    .param("until", Timestamp.from(clock.instant().plus(GRACE)))
                    .param("secret", secrets.seal(org, id, secret))
                    .param("id", id)
                    .update();
            record(org, "rotated", id, webhook.settings());
            return new Fresh(find(sql, id).orElseThrow(), secret);
        });
    }

    @Override
    public int renew(UUID org) {
        return tenancy.within(org, sql -> {
            Set<UUID> renewed = new HashSet<>();
            for (String column : List.of("secret", "former_secret")) {
                var fresh = new HashMap<UUID, byte[]>();
                sql.sql("select id, " + column + " as sealed from webhooks where " + column
                                + " is not null for no key update")
                        .query((ResultSet row) -> {
                            UUID id = row.getObject("id", UUID.class);
                            secrets.renewed(org, id, row.getBytes("sealed")).ifPresent(again -> fresh.put(id, again));
                        });
                fresh.forEach((id, again) -> sql.sql("update webhooks set " + column + " = ? where id = ?")
                        .params(again, id)
                        .update());
                renewed.addAll(fresh.keySet());
            }
            return renewed.size();
        });
    }

    void delete(UUID org, UUID id) {
        tenancy.run(org, sql -> {
            Webhook webhook = held(sql, id);
            sql.sql("delete from webhooks where id = ?").param(id).update();
            record(org, "deleted", id, webhook.settings());
        });
    }

    /** Its receiver says that it is gone (RFC 9110 §15.5.11). */
    void gone(UUID org, UUID id) {
        tenancy.run(org, sql -> {
            boolean was = sql.sql("update webhooks set is_active = false, updated_at = clock_timestamp()"
                                    + " where id = ? and is_active")
                            .param(id)
                            .update()
                    > 0;
            if (was) {
                giveUp(sql, id);
                audit.record(
                        org,
                        Actor.SYSTEM,
                        new Change(KIND + ".switched_off", KIND, id.toString(), Map.of("reason", "it answered 410")));
            }
        });
    }

    private static void giveUp(JdbcClient sql, UUID id) {
        sql.sql("update webhook_logs set status = 'dead', next_attempt_at = null, error = ?"
                        + " where webhook_id = ? and next_attempt_at is not null")
                .params(OFF, id)
                .update();
    }

    private void record(UUID org, String action, UUID id, WebhookSettings settings) {
        audit.record(org, new Change(KIND + "." + action, KIND, id.toString(), Map.of("host", settings.host())));
    }

    /** Events are written meanwhile all the same. */
    private static Webhook held(JdbcClient sql, UUID id) {
        sql.sql("select id from webhooks where id = ? for no key update")
                .param(id)
                .query()
                .listOfRows();
        return find(sql, id).orElseThrow(Webhooks::missing);
    }

    private static Optional<Webhook> find(JdbcClient sql, UUID id) {
        return sql.sql(SHOWN + " where w.id = ?")
                .param(id)
                .query(Webhooks::webhook)
                .optional();
    }

    static ApiFailure missing() {
        return ApiFailure.notFound("there is no webhook of this id");
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, WebhookSettings settings) {
        return statement
                .param("url", settings.url())
                .param("description", settings.description())
                .param("events", String.join(" ", settings.events()))
                .param("active", settings.active());
    }

    private static Webhook webhook(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                new WebhookSettings(
                        row.getString("url"),
                        row.getString("description"),
                        List.of((String[]) row.getArray("events").getArray()),
                        row.getBoolean("is_active")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                last(row));
    }

    private static Webhook.@Nullable Last last(ResultSet row) throws SQLException {
        String status = row.getString("last_status");
        return status == null
                ? null
                : new Webhook.Last(status, row.getTimestamp("last_at").toInstant());
    }
}
