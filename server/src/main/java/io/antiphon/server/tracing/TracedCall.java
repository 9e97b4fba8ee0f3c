package io.antiphon.server.tracing;

import java.util.UUID;

/** What a trace tells of a call before anything has happened in it. */
public record TracedCall(UUID id, UUID org, UUID agent, String line) {
    /** The call's id as a trace's: 32 hexadecimal digits, so that whoever knows the one has the other. */
    String traceId() {
        return id.toString().replace("-", "");
    }
}
