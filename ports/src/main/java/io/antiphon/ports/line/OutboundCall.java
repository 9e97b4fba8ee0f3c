package io.antiphon.ports.line;

import java.time.Duration;
import java.util.UUID;

/**
 * A call to be placed.
 *
 * @param id our name for it, which comes back with whoever answers
 * @param to ITU-T E.164 number of whom to call
 * @param ring how long it may ring before nobody counts as there
 * @param longest after so long the carrier ends it, whatever becomes of us
 */
public record OutboundCall(UUID id, String to, Duration ring, Duration longest) {
    /** Leaves out who is called. */
    @Override
    public String toString() {
        return "OutboundCall[" + id + "]";
    }
}
