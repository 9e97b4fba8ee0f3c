package io.antiphon.control.calls;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call in progress: all that its row begins with. */
public record OpenCall(
        UUID id,
        UUID org,
        @Nullable UUID agent,
        String channel,
        NewCall.Direction direction,
        @Nullable String callerNumber,
        @Nullable String providerCallId,
        String node,
        Instant startedAt) {
    /** Leaves out who called. */
    @Override
    public String toString() {
        return "OpenCall[" + id + "]";
    }
}
