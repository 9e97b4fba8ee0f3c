package io.antiphon.control.access;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.audit.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Keys over HTTP. A secret stands in the answer to the request that made it, and nowhere else. */
@RestController
@RequestMapping("/api/v1/keys")
public final class ApiKeyRoutes {
    private static final int USUAL_RATE = 600;
    private static final int HIGHEST_RATE = 100_000;
    private static final int LONGEST_GRACE_SECONDS = 7 * 86_400;

    private final ApiKeys keys;
    private final AuditLog audit;
    private final InstantSource clock;

    public ApiKeyRoutes(ApiKeys keys, AuditLog audit, InstantSource clock) {
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    Page list() {
        return new Page(keys.list(Proven.known().org()));
    }

    @PostMapping
    ResponseEntity<ApiKeys.Created> create(HttpServletRequest request) throws IOException {
        Identity identity = Proven.known();
        Body body = Body.read(request);
        String name = body.text("name");
        if (name.isBlank() || name.length() > 100) {
            throw ApiFailure.invalid("name", "name must hold 1 to 100 characters");
        }
        Set<Scope> scopes = Scope.of(body.texts("scopes", List.of()));
        if (scopes.isEmpty()) {
            throw ApiFailure.invalid("scopes", "scopes must hold what the key may do, such as calls:read");
        }
        mayGive(identity, scopes);
        int rate = body.integer("requests_per_minute", USUAL_RATE);
        if (rate < 1 || rate > HIGHEST_RATE) {
            throw ApiFailure.invalid(
                    "requests_per_minute", "requests_per_minute must lie between 1 and " + HIGHEST_RATE);
        }
        Instant until = until(body.text("expires_at", null));
        body.end();
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Cache-Control", "no-store")
                .body(keys.create(
                        identity.org(), new ApiKeys.Wanted(name.strip(), scopes, rate, identity.getName(), until)));
    }

    @PostMapping("/{id}/rotate")
    ResponseEntity<ApiKeys.Created> rotate(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        int grace = body.integer("grace_seconds", 0);
        body.end();
        if (grace < 0 || grace > LONGEST_GRACE_SECONDS) {
            throw ApiFailure.invalid("grace_seconds", "grace_seconds must lie between 0 and " + LONGEST_GRACE_SECONDS);
        }
        Identity identity = Proven.known();
        UUID org = identity.org();
        UUID key = Body.id("id", id);
        ApiKey rotated = keys.list(org).stream()
                .filter(one -> one.id().equals(key))
                .findFirst()
                .orElseThrow(() -> missing(org, key));
        mayGive(identity, Scope.of(rotated.scopes()));
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(keys.rotate(org, key, Duration.ofSeconds(grace)).orElseThrow(() -> missing(org, key)));
    }

    @DeleteMapping("/{id}")
    ApiKey revoke(@PathVariable String id) {
        UUID org = Proven.known().org();
        UUID key = Body.id("id", id);
        return keys.revoke(org, key).orElseThrow(() -> missing(org, key));
    }

    /** Whoever gets a secret can do what it opens: nobody gives, or takes, more than they may do themselves. */
    private static void mayGive(Identity identity, Set<Scope> scopes) {
        for (Scope scope : scopes) {
            if (!identity.may(scope)) {
                throw ApiFailure.of(
                        403, "forbidden", "you may not give " + scope.word() + ", having it not yourself", null);
            }
        }
    }

    private ApiFailure missing(UUID org, UUID key) {
        audit.missed(org, "api_key", key);
        return ApiFailure.notFound("there is no key of this id, or it was revoked");
    }

    private @Nullable Instant until(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant until = Instant.parse(text);
            if (until.isAfter(clock.instant())) {
                return until;
            }
        } catch (DateTimeParseException odd) {
            // Told below, like a time that has passed.
        }
        throw ApiFailure.invalid("expires_at", "expires_at must be a time to come, such as 2031-01-31T00:00:00Z");
    }

    /** A list of them. */
    record Page(List<ApiKey> keys) {}
}
