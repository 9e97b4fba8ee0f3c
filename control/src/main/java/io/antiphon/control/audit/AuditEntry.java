package io.antiphon.control.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A line of the log.
 *
 * @param seq counts an organisation's entries from 1, without gaps
 * @param details a JSON object
 * @param hash SHA-256 over this entry and the hash of the one before it, 64 hex digits
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AuditEntry(
        long seq,
        Instant at,
        String actorKind,
        @Nullable String actorId,
        String actorName,
        String action,
        String targetKind,
        @Nullable String targetId,
        @JsonRawValue String details,
        @Nullable String requestId,
        String hash) {
    /** What stands before the first entry. */
    static final String BEGINNING = "0".repeat(64);

    /** The same with the hash it must have after an entry with the hash {@code previous}. */
    AuditEntry chainedTo(String previous) {
        return new AuditEntry(
                seq,
                at,
                actorKind,
                actorId,
                actorName,
                action,
                targetKind,
                targetId,
                details,
                requestId,
                digest(previous));
    }

    /** Each value is preceded by its length, so that no two entries read the same. */
    private String digest(String previous) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (Object value : new @Nullable Object[] {
                previous,
                seq,
                ChronoUnit.MICROS.between(Instant.EPOCH, at),
                actorKind,
                actorId,
                actorName,
                action,
                targetKind,
                targetId,
                details,
                requestId
            }) {
                byte[] bytes = value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
                sha.update(((value == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
