package io.antiphon.control.calls;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** A place in the list of calls, newest first; opaque to whoever hands it back. */
record CallCursor(Instant startedAt, UUID id) {
    String text() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, startedAt);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((micros + "," + id).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException when it is not one of ours */
    static CallCursor of(String text) {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
        int comma = plain.indexOf(',');
        if (comma < 0) {
            throw new IllegalArgumentException("no cursor");
        }
        return new CallCursor(
                Instant.EPOCH.plus(Long.parseLong(plain.substring(0, comma)), ChronoUnit.MICROS),
                UUID.fromString(plain.substring(comma + 1)));
    }
}
