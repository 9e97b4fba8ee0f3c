package io.antiphon.control.api;

import io.antiphon.control.storage.Tenancy;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a request that creates something be sent twice and happen once: where it carries an {@code Idempotency-Key}, the
 * answer to the first is given again for a day. Two at the same time wait for each other.
 */
public final class Idempotency {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Tenancy tenancy;

    public Idempotency(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private record Earlier(String hash, String body) {}

    /**
     * What was made.
     *
     * @param body as JSON
     * @param again whether it was made by an earlier request with the same key
     */
    public record Made(String body, boolean again) {
        /** The answer 201 with it. */
        public ResponseEntity<String> answer() {
            var answer = ResponseEntity.status(HttpStatus.CREATED).contentType(MediaType.APPLICATION_JSON);
            return (again ? answer.header("Idempotent-Replayed", "true") : answer).body(body);
        }
    }

    /** Answers 201 with what {@code work} makes, or with what it made the first time. */
    public ResponseEntity<String> created(UUID org, HttpServletRequest request, Body body, Supplier<Object> work) {
        return made(org, request, body, work).answer();
    }

    /** What {@code work} makes, or what it made the first time. It is kept when this returns. */
    public Made made(UUID org, HttpServletRequest request, Body body, Supplier<Object> work) {
        String key = request.getHeader("Idempotency-Key");
        if (key == null) {
            return new Made(JSON.writeValueAsString(work.get()), false);
        }
        if (!KEY.matcher(key).matches()) {
            throw ApiFailure.invalid("Idempotency-Key", "Idempotency-Key must hold 1 to 255 printable characters");
        }
        byte[] hash = hash(request, body);
        return tenancy.within(org, sql -> {
            Earlier earlier = earlier(sql, key, hash);
            if (earlier == null) {
                String made = JSON.writeValueAsString(work.get());
                sql.sql("update idempotency_keys set status = 201, body = ? where key = ?")
                        .params(made, key)
                        .update();
                return new Made(made, false);
            }
            if (!earlier.hash().equals(HexFormat.of().formatHex(hash))) {
                throw ApiFailure.of(
                        422,
                        "idempotency_key_reused",
                        "this Idempotency-Key came with another request before",
                        "send a new key with each new request");
            }
            return new Made(earlier.body(), true);
        });
    }

    private static @Nullable Earlier earlier(JdbcClient sql, String key, byte[] hash) {
        sql.sql("delete from idempotency_keys where created_at < now() - interval '1 day'")
                .update();
        int added = sql.sql("insert into idempotency_keys (key, request_hash) values (?, ?) on conflict do nothing")
                .params(key, hash)
                .update();
        return added == 1
                ? null
                : sql.sql("select request_hash, coalesce(body, '') as body from idempotency_keys where key = ?")
                        .param(key)
                        .query((row, number) -> new Earlier(
                                HexFormat.of().formatHex(row.getBytes("request_hash")), row.getString("body")))
                        .single();
    }

    private static byte[] hash(HttpServletRequest request, Body body) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update((request.getMethod() + " " + request.getRequestURI() + "\n").getBytes(StandardCharsets.UTF_8));
            return sha.digest(body.bytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
