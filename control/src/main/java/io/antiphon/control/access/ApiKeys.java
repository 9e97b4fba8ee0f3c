package io.antiphon.control.access;

import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys with which programs come in. Only a hash of each is kept. */
public final class ApiKeys {
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final Tenancy tenancy;
    private final AuditLog audit;
    private final InstantSource clock;

    public ApiKeys(Tenancy tenancy, AuditLog audit, InstantSource clock) {
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a new key is to be.
     *
     * @param expiresAt null for never
     */
    public record Wanted(
            String name,
            Set<Scope> scopes,
            int requestsPerMinute,
            String createdBy,
            @Nullable Instant expiresAt) {}

    /** A key and its secret, which is told this once. */
    public record Created(ApiKey key, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return key.toString();
        }
    }

    public Created create(UUID org, Wanted wanted) {
        Secret secret = Secret.fresh(Secret.KEY);
        Instant until = wanted.expiresAt();
        return tenancy.within(org, sql -> {
            ApiKey key = sql.sql("""
                            insert into api_keys (
                                name, prefix, secret_hash, scopes, requests_per_minute, created_by, expires_at)
                            values (:name, :prefix, :hash, :scopes, :rate, :createdBy, :expiresAt)
                            returning *
                            """)
                    .param("name", wanted.name())
                    .param("prefix", secret.prefix())
                    .param("hash", secret.hash())
                    .param("scopes", Scope.join(wanted.scopes()))
                    .param("rate", wanted.requestsPerMinute())
                    .param("createdBy", wanted.createdBy())
                    .param("expiresAt", until == null ? null : Timestamp.from(until), Types.TIMESTAMP)
                    .query(ApiKeys::key)
                    .single();
            audit.record(
                    org,
                    new Change(
                            "api_key.created",
                            "api_key",
                            key.id().toString(),
                            Map.of("name", key.name(), "prefix", key.prefix(), "scopes", key.scopes())));
            return new Created(key, secret.text());
        });
    }

    /** Newest first. */
    List<ApiKey> list(UUID org) {
        return tenancy.within(
                org,
                sql -> sql.sql("select * from api_keys order by id desc limit 1000")
                        .query(ApiKeys::key)
                        .list());
    }

    /** Gives the key another secret; the one before stays good for {@code grace}. */
    Optional<Created> rotate(UUID org, UUID id, Duration grace) {
        Secret secret = Secret.fresh(Secret.KEY);
        return tenancy.within(
                org,
                sql -> sql.sql("""
                                update api_keys set
                                    former_hash = secret_hash, former_until = :formerUntil, secret_hash = :hash,
                                    prefix = :prefix, rotated_at = now()
                                where id = :id and revoked_at is null
                                returning *
                                """)
                        .param("formerUntil", Timestamp.from(clock.instant().plus(grace)))
                        .param("hash", secret.hash())
                        .param("prefix", secret.prefix())
                        .param("id", id)
                        .query(ApiKeys::key)
                        .optional()
                        .map(key -> {
                            audit.record(
                                    org,
                                    new Change(
                                            "api_key.rotated",
                                            "api_key",
                                            id.toString(),
                                            Map.of("prefix", key.prefix(), "grace_seconds", grace.toSeconds())));
                            return new Created(key, secret.text());
                        }));
    }

    /** The key is good no longer; it stays in the list. */
    Optional<ApiKey> revoke(UUID org, UUID id) {
        return tenancy.within(org, sql -> {
            boolean changed = sql.sql("update api_keys set revoked_at = now() where id = ? and revoked_at is null")
                            .param(id)
                            .update()
                    > 0;
            if (changed) {
                audit.record(org, Change.of("api_key.revoked", "api_key", id));
            }
            return sql.sql("select * from api_keys where id = ?")
                    .param(id)
                    .query(ApiKeys::key)
                    .optional();
        });
    }

    /**
     * Whose key {@code secret} is.
     *
     * @throws Refused where it is nobody's, or good no longer
     */
    Identity identify(String secret) {
        byte[] hash = Secret.hash(secret);
        Found found = tenancy.outside(sql -> sql.sql("select * from api_key_of(?)")
                        .param(hash)
                        .query(ApiKeys::found)
                        .optional())
                .orElseThrow(() -> new Refused("invalid_key", "this API key is not known", "check that it is whole"));
        Instant now = clock.instant();
        if (found.revoked() || found.superseded()) {
            throw new Refused("revoked_key", "this API key was revoked", "create another one under Keys");
        }
        if (found.expiresAt() != null && !now.isBefore(found.expiresAt())) {
            throw new Refused("expired_key", "this API key has expired", "create another one under Keys");
        }
        if (found.lastUsedAt() == null || found.lastUsedAt().plus(NOTED_EVERY).isBefore(now)) {
            tenancy.run(
                    found.identity().org(),
                    sql -> sql.sql("update api_keys set last_used_at = now() where id = ?")
                            .param(found.identity().id())
                            .update());
        }
        return found.identity();
    }

    /** Whether {@code secret} would let somebody in to do all of this. */
    public boolean isGood(String secret, Set<Scope> scopes) {
        try {
            return identify(secret).scopes().containsAll(scopes);
        } catch (Refused refused) {
            return false;
        }
    }

    private record Found(
            Identity identity,
            boolean revoked,
            boolean superseded,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                new Identity(
                        Identity.Kind.API_KEY,
                        row.getObject("org_id", UUID.class),
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Scope.split(row.getString("scopes")),
                        row.getInt("requests_per_minute"),
                        null,
                        null,
                        null),
                row.getTimestamp("revoked_at") != null,
                row.getBoolean("superseded"),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                Scope.split(row.getString("scopes")).stream().map(Scope::word).toList(),
                row.getInt("requests_per_minute"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "rotated_at"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
