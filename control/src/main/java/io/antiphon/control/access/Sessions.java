package io.antiphon.control.access;

import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.storage.Tenancy;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Users who are signed in. A token (JWT, RFC 7519, HS256) names the user and the session; the session's row decides, so
 * that signing out, a new password and a new role count at once.
 */
public final class Sessions {
    /** How long one is signed in. */
    static final Duration LIFE = Duration.ofHours(12);

    private static final String ISSUER = "antiphon";
    private static final int REQUESTS_PER_MINUTE = 3_000;

    private final Tenancy tenancy;
    private final AuditLog audit;
    private final InstantSource clock;
    private final JwtEncoder encoder;
    private final JwtDecoder decoder;

    /** @param key signs tokens; every server of an installation must have the same */
    public Sessions(Tenancy tenancy, AuditLog audit, InstantSource clock, SecretKey key) {
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
        this.encoder = NimbusJwtEncoder.withSecretKey(key)
                .algorithm(MacAlgorithm.HS256)
                .build();
        this.decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
    }

    /** A token and when it ends. */
    record Opened(String token, Instant expiresAt) {
        /** Without the token. */
        @Override
        public String toString() {
            return "a session until " + expiresAt;
        }
    }

    /** @param how somebody signed in, for the log: {@code password} or {@code link} */
    Opened open(Users.Admitted admitted, String how) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = now.plus(LIFE);
        UUID session = tenancy.within(admitted.org(), sql -> {
            UUID id = sql.sql("insert into sessions (user_id, expires_at) values (?, ?) returning id")
                    .params(admitted.user(), Timestamp.from(until))
                    .query(UUID.class)
                    .single();
            String email = sql.sql("update users set last_signed_in_at = now() where id = ? returning email")
                    .param(admitted.user())
                    .query(String.class)
                    .single();
            sql.sql("delete from sessions where expires_at < now()").update();
            audit.record(
                    admitted.org(),
                    new Actor("user", admitted.user().toString(), email, null),
                    new Change("session.opened", "user", admitted.user().toString(), Map.of("by", how)));
            return id;
        });
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(ISSUER)
                .subject(admitted.user().toString())
                .claim("org", admitted.org().toString())
                .id(session.toString())
                .issuedAt(now)
                .expiresAt(until)
                .build();
        JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
        return new Opened(
                encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue(), until);
    }

    /** Signs out. */
    void end(UUID org, UUID session) {
        tenancy.run(org, sql -> {
            sql.sql("update sessions set ended_at = now() where id = ? and ended_at is null")
                    .param(session)
                    .update();
            audit.record(org, Change.of("session.ended", "session", session));
        });
    }

    /**
     * Whose session {@code token} is.
     *
     * @throws Refused where it is nobody's, or is over
     */
    Identity identify(String token) {
        Jwt jwt;
        UUID org;
        UUID session;
        try {
            jwt = decoder.decode(token);
            org = UUID.fromString(jwt.getClaimAsString("org"));
            session = UUID.fromString(jwt.getId());
        } catch (JwtException | IllegalArgumentException | NullPointerException invalid) {
            throw over();
        }
        Optional<Identity> identity = tenancy.within(
                org,
                sql -> sql.sql("""
                                select u.id, u.email, u.role from sessions s join users u on u.id = s.user_id
                                where s.id = ? and s.ended_at is null and s.expires_at > now() and u.is_active
                                """)
                        .param(session)
                        .query((row, number) -> new Identity(
                                Identity.Kind.USER,
                                org,
                                row.getObject("id", UUID.class),
                                row.getString("email"),
                                Role.of(row.getString("role")).scopes(),
                                REQUESTS_PER_MINUTE,
                                session,
                                null,
                                null))
                        .optional());
        return identity.orElseThrow(Sessions::over);
    }

    private static Refused over() {
        return new Refused("session_over", "you are not signed in any more", "sign in again");
    }
}
