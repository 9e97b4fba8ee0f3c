package io.antiphon.control.calls;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Names for calls, in the order they began (RFC 9562 §5.7, UUID version 7). */
public final class CallId {
    private static final SecureRandom RANDOM = new SecureRandom();

    private CallId() {}

    /** One for a call that begins, or is placed, at this moment. */
    public static UUID at(Instant instant) {
        long time = (instant.toEpochMilli() << 16) | 0x7000 | RANDOM.nextInt(0x1000);
        long rest = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(time, rest);
    }
}
